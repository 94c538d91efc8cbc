package io.infiniproxy.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.check.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words of the page are there in both languages, and all that the page says is among them. */
class PageTextsTest {
    private static final Path ADMIN = Path.of("admin");
    private static final Pattern ENTRY = Pattern.compile("(?ms)^  (\\w+): \\{(.*?)\\s*},$");
    private static final Pattern LANGUAGE = Pattern.compile("(?s)^\\s*en:(.+?),\\s*zh:(.+)$");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*(?://|/?\\*).*$");
    private static final Pattern USE = Pattern.compile("\\btext\\('(\\w+)'");

    @Test
    void everyTextIsInBothLanguages() throws IOException {
        Map<String, String> texts = texts();

        assertThat(texts).hasSizeGreaterThan(50).allSatisfy((name, languages) -> {
            Matcher both = LANGUAGE.matcher(languages);
            assertThat(both.matches()).isTrue();
            assertThat(placeholders(both.group(2))).isEqualTo(placeholders(both.group(1)));
            assertThat(both.group(1)).contains("'");
            assertThat(both.group(2)).contains("'");
        });
    }

    @Test
    void everyTextThatIsSaidIsThere() throws IOException {
        Set<String> said = new TreeSet<>();
        for (Path script : scripts()) {
            USE.matcher(COMMENT.matcher(Files.readString(script)).replaceAll("")).results().forEach(use -> said.add(use.group(1)));
        }

        assertThat(said).hasSizeGreaterThan(50);
        assertThat(texts().keySet()).containsAll(said);
    }

    @Test
    void everyStepOfACheckHasAName() throws IOException {
        assertThat(texts()).containsKey("step_model");
        for (Trial trial : Trial.values()) {
            assertThat(texts()).containsKey("step_" + trial.name().toLowerCase(Locale.ROOT));
        }
    }

    private static Map<String, String> texts() throws IOException {
        String file = Files.readString(ADMIN.resolve("texts.js"));
        Map<String, String> texts = new TreeMap<>();
        ENTRY.matcher(file).results().forEach(entry -> {
            assertThat(texts.put(entry.group(1), entry.group(2))).as("twice: " + entry.group(1)).isNull();
        });
        return texts;
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(found -> found.group()).collect(Collectors.toSet());
    }

    private static Iterable<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.walk(ADMIN)) {
            return files.filter(file -> file.toString().endsWith(".js")).toList();
        }
    }
}
