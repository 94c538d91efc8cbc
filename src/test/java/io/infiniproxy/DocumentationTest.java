package io.infiniproxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both READMEs name every setting and every endpoint, and nothing that does not exist. */
final class DocumentationTest {
    private static final Pattern SETTING_ROW =
            Pattern.compile("(?m)^\\| `([a-z]+\\.?\\w*)` \\| `([A-Z_]+)` \\| (?:`([^`]*)`|—) \\| \\S.*\\|$");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{env:([A-Z_]+):(.*)}}");
    private static final Pattern ENDPOINT_ROW = Pattern.compile("(?m)^\\| `([A-Z]+ /\\S*)` \\|");
    private static final Pattern ROUTE = Pattern.compile("uri: \"?platform-http:(/[^\\s\"]*)");
    private static final Pattern HEADING = Pattern.compile("(?m)^(#+) ");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern PATH_VARIABLE = Pattern.compile("\\{[^}]*}|\\*");

    private record Setting(String environment, String defaultValue) {}

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README-cn.md"})
    void everySettingIsThereWithItsEnvironmentNameAndDefault(String readme) throws IOException {
        assertThat(documentedSettings(readme)).isEqualTo(settings());
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README-cn.md"})
    void everyEndpointIsThere(String readme) throws IOException {
        assertThat(documentedEndpoints(readme)).isEqualTo(endpoints());
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README-cn.md"})
    void everyPathOfARouteIsThere(String readme) throws IOException {
        Set<String> documented = documentedEndpoints(readme).stream()
                .map(endpoint -> endpoint.substring(endpoint.indexOf('/')))
                .collect(Collectors.toSet());
        assertThat(documented).containsAll(routePaths());
    }

    @Test
    void bothReadmesHaveTheSameHeadings() throws IOException {
        assertThat(headingLevels("README-cn.md")).isEqualTo(headingLevels("README.md"));
    }

    @Test
    void bothReadmesHaveTheSameExamples() throws IOException {
        assertThat(codeBlocks("README-cn.md")).hasSameSizeAs(codeBlocks("README.md"));
    }

    @Test
    void theExampleEnvironmentNamesEveryVariable() throws IOException {
        String example = read(".env.example");
        List<String> names =
                settings().values().stream().map(Setting::environment).toList();
        assertThat(names).allSatisfy(name -> assertThat(example).containsPattern("(?m)^# ?" + name + "="));
    }

    /** What is Camel's own is no setting of ours. */
    private static Map<String, Setting> settings() throws IOException {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("application.properties"))) {
            properties.load(reader);
        }
        Map<String, Setting> settings = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            Matcher placeholder = PLACEHOLDER.matcher(properties.getProperty(name));
            if (placeholder.matches()) {
                settings.put(name, new Setting(placeholder.group(1), placeholder.group(2)));
            } else {
                assertThat(name).startsWith("camel.");
            }
        }
        return settings;
    }

    private static Map<String, Setting> documentedSettings(String readme) throws IOException {
        Map<String, Setting> settings = new TreeMap<>();
        Matcher row = SETTING_ROW.matcher(read(readme));
        while (row.find()) {
            settings.put(row.group(1), new Setting(row.group(2), row.group(3) == null ? "" : row.group(3)));
        }
        return settings;
    }

    /** HEAD goes with GET, and the files of the page are not called by hand. */
    private static Set<String> endpoints() throws IOException {
        JsonNode paths = new ObjectMapper()
                .readTree(Path.of("src/main/resources/openapi.json").toFile())
                .path("paths");
        Set<String> endpoints = new TreeSet<>();
        paths.fields().forEachRemaining(path -> path.getValue().fieldNames().forEachRemaining(method -> {
            boolean isCalledByHand = !method.equals("head") && !path.getKey().contains("{file}");
            if (isCalledByHand && Set.of("get", "post", "delete", "put", "patch").contains(method)) {
                endpoints.add(method.toUpperCase(Locale.ROOT) + " " + anyVariable(path.getKey()));
            }
        }));
        return endpoints;
    }

    private static Set<String> documentedEndpoints(String readme) throws IOException {
        return find(ENDPOINT_ROW, read(readme)).map(DocumentationTest::anyVariable).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> routePaths() throws IOException {
        Set<String> paths = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.toList()) {
                find(ROUTE, Files.readString(file))
                        .filter(path -> !path.contains("{file}"))
                        .map(DocumentationTest::anyVariable)
                        .forEach(paths::add);
            }
        }
        assertThat(paths).isNotEmpty();
        return paths;
    }

    private static String anyVariable(String path) {
        return PATH_VARIABLE.matcher(path).replaceAll("{}");
    }

    private static List<String> headingLevels(String readme) throws IOException {
        return find(HEADING, CODE.matcher(read(readme)).replaceAll("")).toList();
    }

    private static List<String> codeBlocks(String readme) throws IOException {
        return CODE.matcher(read(readme)).results().map(MatchResult::group).toList();
    }

    private static Stream<String> find(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1));
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(file));
    }
}
