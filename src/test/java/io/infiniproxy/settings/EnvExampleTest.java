package io.infiniproxy.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code .env.example} and {@code application.properties} tell the same. */
final class EnvExampleTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("=\\{\\{env:([^:}]+):([^}]*)}}");
    private static final Pattern EXAMPLE = Pattern.compile("(?m)^#([A-Z_]+)=(.*)$");

    @Test
    void setsNothing() throws IOException {
        assertThat(DotEnv.parse(Files.readString(Path.of(".env.example")))).isEmpty();
    }

    @Test
    void namesEverySettingWithItsDefault() throws IOException {
        Map<String, String> defaults = find(PLACEHOLDER, "application.properties");
        Map<String, String> examples = find(EXAMPLE, ".env.example");
        assertThat(examples.keySet()).isEqualTo(defaults.keySet());

        examples.keySet().removeAll(Set.of("OPENAI_BASE_URL", "OPENAI_API_KEY"));
        assertThat(defaults).containsAllEntriesOf(examples);
    }

    private static Map<String, String> find(Pattern pattern, String file) throws IOException {
        Function<MatchResult, String> name = match -> match.group(1);
        return pattern.matcher(Files.readString(Path.of(file)))
                .results()
                .collect(Collectors.toMap(name, match -> match.group(2), (a, b) -> a, TreeMap::new));
    }
}
