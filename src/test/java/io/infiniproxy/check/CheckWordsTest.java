package io.infiniproxy.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.testing.Bundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A check is told in both languages. */
class CheckWordsTest {
    private static final Map<String, String> ENGLISH = Bundles.read("io.infiniproxy.check.words");
    private static final Map<String, String> CHINESE = Bundles.read("io.infiniproxy.check.words_zh");
    private static final Pattern USE = Pattern.compile("words(?:\\(\\))?\\s*\\.get\\((?:[^;\"]*\\? \"(\\w+)\" : )?\"(\\w+)\"");

    @Test
    void everyTextIsInBothLanguages() {
        assertThat(Bundles.placeholders(CHINESE)).isEqualTo(Bundles.placeholders(ENGLISH)).isNotEmpty();
        assertThat(CHINESE.values()).allMatch(Bundles::isChinese);
    }

    @Test
    void whatIsThereIsWhatIsSaid() throws IOException {
        Set<String> said = new TreeSet<>();
        try (Stream<Path> sources = Files.list(Path.of("src/main/java/io/infiniproxy/check"))) {
            for (Path source : sources.toList()) {
                USE.matcher(Files.readString(source)).results().forEach(use -> Stream.of(1, 2)
                        .map(use::group)
                        .filter(name -> name != null)
                        .forEach(said::add));
            }
        }

        assertThat(said).isEqualTo(new TreeSet<>(ENGLISH.keySet()));
    }
}
