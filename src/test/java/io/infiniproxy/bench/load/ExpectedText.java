package io.infiniproxy.bench.load;

import java.nio.charset.StandardCharsets;

/** The text that an answer must have: takes its parts as JSON strings, and compares them letter by letter. */
final class ExpectedText {
    private final byte[] expected;
    private int at;

    ExpectedText(byte[] expected) {
        this.expected = expected;
    }

    void clear() {
        at = 0;
    }

    boolean hasBegun() {
        return at > 0;
    }

    /** Takes the next part, which is what stands between the quotes of a JSON string. */
    void accept(byte[] json, int from, int to) {
        int i = from;
        while (i < to) {
            byte letter = json[i++];
            if (letter == '\\') {
                i = escaped(json, i, to);
            } else {
                compare(letter);
            }
        }
    }

    /** Returns where it goes on after the escape. */
    private int escaped(byte[] json, int i, int to) {
        switch (json[i]) {
            case 'n' -> compare((byte) '\n');
            case 'r' -> compare((byte) '\r');
            case 't' -> compare((byte) '\t');
            case 'b' -> compare((byte) '\b');
            case 'f' -> compare((byte) '\f');
            case 'u' -> {
                return unicode(json, i + 1, to);
            }
            default -> compare(json[i]);
        }
        return i + 1;
    }

    private int unicode(byte[] json, int i, int to) {
        int code = hex(json, i, to);
        int next = i + 4;
        if (Character.isHighSurrogate((char) code) && next + 6 <= to && json[next] == '\\' && json[next + 1] == 'u') {
            code = Character.toCodePoint((char) code, (char) hex(json, next + 2, to));
            next += 6;
        }
        for (byte letter : Character.toString(code).getBytes(StandardCharsets.UTF_8)) {
            compare(letter);
        }
        return next;
    }

    private static int hex(byte[] json, int i, int to) {
        if (i + 4 > to) {
            throw new WrongAnswerException("text: expected four digits after \\u");
        }
        try {
            return Integer.parseInt(new String(json, i, 4, StandardCharsets.ISO_8859_1), 16);
        } catch (NumberFormatException e) {
            throw new WrongAnswerException("text: expected four digits after \\u, got " + e.getMessage());
        }
    }

    private void compare(byte letter) {
        if (at >= expected.length) {
            throw new WrongAnswerException("text: expected its end after " + expected.length + " bytes, got more");
        }
        if (expected[at] != letter) {
            throw new WrongAnswerException("text: at byte " + at + " of " + expected.length + ", expected 0x"
                    + Integer.toHexString(expected[at] & 0xff) + " after \"" + before() + "\", got 0x"
                    + Integer.toHexString(letter & 0xff));
        }
        at++;
    }

    private String before() {
        int from = Math.max(0, at - 20);
        return new String(expected, from, at - from, StandardCharsets.UTF_8);
    }

    void expectEnd() {
        if (at != expected.length) {
            throw new WrongAnswerException("text: expected " + expected.length + " bytes, got " + at);
        }
    }
}
