package io.infiniproxy.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PageProfilesTest {
    private static final Pattern LIST = Pattern.compile("const PROFILES = \\[(.*?)]", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("'([^']+)'");

    @Test
    void suggestsTheProfilesThatThereAre() throws IOException {
        assertThat(suggested()).containsExactlyInAnyOrderElementsOf(profiles());
    }

    private static List<String> suggested() throws IOException {
        var list = LIST.matcher(Files.readString(Path.of("admin", "views", "sent.js")));
        assertThat(list.find()).isTrue();
        return NAME.matcher(list.group(1)).results().map((MatchResult found) -> found.group(1)).toList();
    }

    private static List<String> profiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src", "main", "resources", "profiles"))) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.properties$", "")).toList();
        }
    }
}
