package io.infiniproxy.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The texts of short JSON strings in UTF-8. What is rare, or wrong, is left to Jackson. */
final class StringText {
    private static final char REPLACEMENT = '\ufffd';
    private static final int CODE_UNIT_DIGITS = 4;

    private StringText() {}

    /**
     * Returns the text of the string from {@code start} to {@code end}, its quotation marks among them.
     *
     * @throws JsonProcessingException if there is an escape in it that JSON, or a character that UTF-8 does not have
     */
    static String of(byte[] bytes, int start, int end) throws JsonProcessingException {
        String text = new String(bytes, start + 1, end - start - 2, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) { // of anything that is no UTF-8: half a surrogate pair, which Jackson takes, or worse
            return ofRare(bytes, start, end);
        }
        String unescaped = text.indexOf('\\') < 0 ? text : unescapedOrNull(text);
        return unescaped == null ? ofRare(bytes, start, end) : unescaped;
    }

    private static String unescapedOrNull(String text) {
        char[] unescaped = new char[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            int c = text.charAt(i);
            if (c == '\\') {
                char escape = text.charAt(++i);
                c = escape == 'u' ? codeUnit(text, i + 1) : character(escape);
                i += escape == 'u' ? CODE_UNIT_DIGITS : 0;
            }
            if (c < 0) {
                return null;
            }
            unescaped[length++] = (char) c;
        }
        return new String(unescaped, 0, length);
    }

    private static int character(char escape) {
        return switch (escape) {
            case '"', '\\', '/' -> escape;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> -1;
        };
    }

    private static int codeUnit(String text, int start) {
        int end = start + CODE_UNIT_DIGITS;
        try {
            return end <= text.length() ? HexFormat.fromHexDigits(text, start, end) : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static String ofRare(byte[] bytes, int start, int end) throws JsonProcessingException {
        try (JsonParser string = Json.parser(bytes, start, end - start)) {
            string.nextToken();
            return string.getText();
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new JsonParseException(null, "Invalid characters", e);
        }
    }
}
