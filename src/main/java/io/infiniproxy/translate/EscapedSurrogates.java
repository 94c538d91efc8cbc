package io.infiniproxy.translate;

import java.util.regex.Pattern;

/**
 * Replaces escapes of surrogates that have no partner in JSON that arrives in pieces: {@code "\}{@code ud83d"} alone is no character,
 * and strict parsers refuse all of it. Holds back no more than an escape whose partner may follow. Not thread-safe.
 *
 * @see <a href="https://github.com/anthropics/claude-code/issues/9911">claude-code#9911</a>
 */
final class EscapedSurrogates {
    private static final int ESCAPE_LENGTH = 6;
    private static final String REPLACEMENT = "\\ufffd";
    private static final Pattern HIGH = Pattern.compile("\\\\u[dD][89abAB][0-9a-fA-F]{2}");
    private static final Pattern LOW = Pattern.compile("\\\\u[dD][c-fC-F][0-9a-fA-F]{2}");

    private String held = "";

    /** Returns what is certain after {@code piece}. What is held at the end belongs to a text that was broken off. */
    String accept(String piece) {
        if (held.isEmpty() && piece.indexOf('\\') < 0) {
            return piece;
        }
        String json = held + piece;
        StringBuilder passed = new StringBuilder(json.length());
        int i = 0;
        for (int length = next(json, i, passed); length > 0; length = next(json, i, passed)) {
            i += length;
        }
        held = json.substring(i);
        return passed.toString();
    }

    /** Passes on one character or escape; returns its length in {@code json}, or 0 when more has to come first. */
    private static int next(String json, int i, StringBuilder passed) {
        int left = json.length() - i;
        if (left == 0 || left == 1 && json.charAt(i) == '\\') {
            return 0;
        }
        if (json.charAt(i) != '\\') {
            return pass(json, i, 1, passed);
        }
        if (json.charAt(i + 1) != 'u') {
            return pass(json, i, 2, passed);
        }
        return left < ESCAPE_LENGTH ? 0 : nextUnicode(json, i, passed);
    }

    private static int nextUnicode(String json, int i, StringBuilder passed) {
        if (HIGH.matcher(escape(json, i)).matches()) {
            String following = escape(json, i + ESCAPE_LENGTH);
            if (LOW.matcher(following).matches()) {
                return pass(json, i, 2 * ESCAPE_LENGTH, passed);
            }
            if (following.length() < ESCAPE_LENGTH && ("\\u".startsWith(following) || following.startsWith("\\u"))) {
                return 0;
            }
            passed.append(REPLACEMENT);
            return ESCAPE_LENGTH;
        }
        if (LOW.matcher(escape(json, i)).matches()) {
            passed.append(REPLACEMENT);
            return ESCAPE_LENGTH;
        }
        return pass(json, i, ESCAPE_LENGTH, passed);
    }

    private static String escape(String json, int i) {
        return json.substring(i, Math.min(json.length(), i + ESCAPE_LENGTH));
    }

    private static int pass(String json, int i, int length, StringBuilder passed) {
        passed.append(json, i, i + length);
        return length;
    }
}
