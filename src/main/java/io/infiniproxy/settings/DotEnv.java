package io.infiniproxy.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a file {@code .env}: {@code NAME=value} lines, as shells and Docker read them. */
final class DotEnv {
    private static final Pattern ASSIGNMENT = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");

    private DotEnv() {}

    /** Returns the variables of {@code file}, or none when there is no such file. */
    static Map<String, String> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new InvalidSettingException("Cannot read " + file + ": " + e.getMessage());
        }
    }

    /**
     * Reads the lines of a file; empty ones and comments are left out.
     *
     * @throws InvalidSettingException if a line is something else
     */
    static Map<String, String> parse(String text) {
        Map<String, String> variables = new LinkedHashMap<>();
        int number = 0;
        // some editors put a byte order mark before the first line
        for (String line : text.replaceFirst("^\\uFEFF", "").lines().map(String::strip).toList()) {
            number++;
            if (!line.isEmpty() && !line.startsWith("#")) {
                put(line, number, variables);
            }
        }
        return variables;
    }

    private static void put(String line, int number, Map<String, String> variables) {
        Matcher assignment = ASSIGNMENT.matcher(line);
        if (!assignment.matches()) {
            throw new InvalidSettingException(".env, line " + number + ": expected NAME=value");
        }
        variables.put(assignment.group(1), value(assignment.group(2)));
    }

    /** A quoted value ends at its quote; another one ends before a comment. */
    private static String value(String text) {
        if (text.startsWith("\"") || text.startsWith("'")) {
            int end = text.indexOf(text.charAt(0), 1);
            return end < 0 ? text : text.substring(1, end);
        }
        return text.replaceFirst("(^|\\s)#.*", "").strip();
    }
}
