package io.infiniproxy.cli.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infiniproxy.cli.CommandFailedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
final class ClaudeProcessTest {
    @TempDir
    Path folder;

    private Path claude;

    /** A claude that writes down what it was given, and ends with 7. */
    @BeforeEach
    void installFakeClaude() throws IOException {
        claude = folder.resolve("claude");
        Files.writeString(claude, """
                #!/bin/sh
                { printf '[%%s]\\n' "$@"; env; } > '%s'
                exit 7
                """.formatted(folder.resolve("given")));
        Files.setPosixFilePermissions(claude, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void hasItsArgumentsAndItsExitCode() throws Exception {
        assertThat(run("-p", "two words", "", "--help")).isEqualTo(7);
        assertThat(given()).startsWith("[-p]", "[two words]", "[]", "[--help]");
    }

    @Test
    void reachesTheProxyWithItsKey() throws Exception {
        run("-p");
        assertThat(given())
                .contains("ANTHROPIC_BASE_URL=http://localhost:8000", "ANTHROPIC_AUTH_TOKEN=sk-claude")
                .noneMatch(line -> line.startsWith("ANTHROPIC_API_KEY="))
                .anyMatch(line -> line.startsWith("NO_PROXY=") && line.endsWith("localhost"));
    }

    @Test
    void isFoundOnThePath() {
        String path = folder.resolve("none") + ":" + folder;
        assertThat(ClaudeProgram.find(Map.of("PATH", path))).isEqualTo(claude);
    }

    @Test
    void isWhatTheVariableNames() throws IOException {
        Path other = Files.move(claude, folder.resolve("claude-2"));
        assertThat(ClaudeProgram.find(Map.of("CLAUDE_COMMAND", other.toString()))).isEqualTo(other);
        assertThat(ClaudeProgram.find(Map.of("CLAUDE_COMMAND", "claude-2", "PATH", folder.toString())))
                .isEqualTo(other);
    }

    @Test
    void isMissedInOneSentence() {
        assertThatThrownBy(() -> ClaudeProgram.find(Map.of("PATH", folder.resolve("none").toString())))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("no claude on PATH")
                .hasMessageContaining("npm install -g @anthropic-ai/claude-code");
    }

    private int run(String... arguments) throws InterruptedException {
        return new ClaudeProcess(claude, URI.create("http://localhost:8000"), "sk-claude").run(List.of(arguments));
    }

    private List<String> given() throws IOException {
        return Files.readAllLines(folder.resolve("given"));
    }
}
