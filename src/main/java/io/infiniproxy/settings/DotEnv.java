package io.infiniproxy.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a file {@code .env}: {@code NAME=value} lines, as shells and Docker read them. */
final class DotEnv {
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

    static Map<String, String> parse(String text) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String line : text.lines().map(String::strip).toList()) {
            int equals = line.indexOf('=');
            if (!line.startsWith("#") && equals > 0) {
                String name = line.substring(0, equals).strip().replaceFirst("^export\\s+", "");
                variables.put(name, value(line.substring(equals + 1).strip()));
            }
        }
        return variables;
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
