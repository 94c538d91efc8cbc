package io.infiniproxy.cli.claude;

import io.infiniproxy.cli.CommandFailedException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where Claude Code is installed. */
final class ClaudeProgram {
    private static final List<String> WINDOWS_SUFFIXES = List.of(".exe", ".cmd", ".bat");

    private ClaudeProgram() {}

    /**
     * Returns the program that CLAUDE_COMMAND names, or else {@code claude} on PATH.
     *
     * @throws CommandFailedException if there is none
     */
    static Path find(Map<String, String> environment) {
        String named = environment.getOrDefault("CLAUDE_COMMAND", "").strip();
        return find(named.isEmpty() ? "claude" : named, path(environment))
                .orElseThrow(() -> new CommandFailedException(
                        named.isEmpty()
                                ? "There is no claude on PATH. Install Claude Code (npm install -g @anthropic-ai/claude-code), or"
                                        + " set CLAUDE_COMMAND to where it is."
                                : "CLAUDE_COMMAND: expected a program, but there is no " + named));
    }

    /** Windows does not care how PATH is written. */
    private static String path(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(variable -> variable.getKey().equalsIgnoreCase("PATH"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static Optional<Path> find(String program, String path) {
        boolean isPath = program.contains("/") || program.contains(File.separator);
        Stream<Path> folders = isPath ? Stream.of(Path.of("")) : folders(path);
        return folders.flatMap(folder -> spellings(folder, program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private static Stream<Path> folders(String path) {
        return Stream.of(path.split(File.pathSeparator)).filter(folder -> !folder.isBlank()).map(Path::of);
    }

    /** Windows starts no program without a suffix: what npm puts beside claude.cmd under the name of claude is for shells. */
    private static Stream<Path> spellings(Path folder, String program) {
        boolean windows = File.separatorChar == '\\';
        if (!windows || WINDOWS_SUFFIXES.stream().anyMatch(program::endsWith)) {
            return Stream.of(folder.resolve(program));
        }
        return WINDOWS_SUFFIXES.stream().map(suffix -> folder.resolve(program + suffix));
    }
}
