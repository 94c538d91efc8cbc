package io.infiniproxy.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A string as it stands in a JSON text: the bytes between its quotation marks, escapes and all. Most long texts only pass, from one
 * body into the other, so they are neither decoded nor encoded again. As a sequence of characters it is the text that it stands for.
 */
public final class RawString extends BytesAsText {
    /** Of a character, in UTF-8. */
    private static final int MOST_BYTES = 4;

    private final byte[] json;
    private final int start;
    private final int end;
    /** Null until somebody asks for it. */
    private String decoded;

    /** The string between {@code start} and {@code end}, which nobody may change and which is valid JSON and UTF-8. */
    RawString(byte[] json, int start, int end) {
        this.json = json;
        this.start = start;
        this.end = end;
    }

    /** Writes it as it stands. */
    void writeTo(JsonGenerator generator) throws IOException {
        BodyOutput.writeString(json, start, end, generator);
    }

    /**
     * Returns whether it stands as Jackson would write it: a client may have escaped what need not be, each character that is not ASCII for
     * example, and where a model reads the JSON itself it would see that.
     */
    boolean isUsual() {
        int i = StringBytes.nextBackslash(json, start, end);
        while (i < end && json[i + 1] != 'u' && json[i + 1] != '/') {
            i = StringBytes.nextBackslash(json, i + 2, end);
        }
        return i == end;
    }

    /** Takes the bytes of a string as they stand in JSON. */
    @FunctionalInterface
    public interface Bytes {
        long take(byte[] json, int start, int end);
    }

    /** Returns what {@code reader} makes of the bytes, which it may not change. */
    public long read(Bytes reader) {
        return reader.take(json, start, end);
    }

    /** Returns whether a text, which may be one of these, begins so: with ASCII that everybody writes as it is. */
    public static boolean startsWith(CharSequence text, String ascii) {
        return text instanceof RawString raw ? raw.startsWith(ascii) : text.toString().startsWith(ascii);
    }

    private boolean startsWith(String ascii) {
        boolean starts = end - start >= ascii.length();
        for (int i = 0; starts && i < ascii.length(); i++) {
            starts = json[start + i] == ascii.charAt(i);
        }
        return starts;
    }

    /** Returns whether a text, which may be one of these, is nothing but white space. */
    public static boolean isBlank(CharSequence text) {
        return text instanceof RawString raw ? raw.isBlank() : text.toString().isBlank();
    }

    /** Most texts tell by the first character that is no space; only the others are decoded. */
    private boolean isBlank() {
        int i = start;
        while (i < end && json[i] == ' ') {
            i++;
        }
        return i == end || Character.isWhitespace(characterOrHalfAt(i)) && toString().isBlank();
    }

    private int characterOrHalfAt(int i) {
        if (json[i] == '\\') {
            return escapedAt(json, i);
        }
        boolean isAscii = json[i] >= 0;
        return isAscii ? json[i] : new String(json, i, Math.min(MOST_BYTES, end - i), StandardCharsets.UTF_8).codePointAt(0);
    }

    @Override
    public boolean isEmpty() {
        return start == end;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawString string && string.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** Returns the text that it stands for. */
    @Override
    public String toString() {
        if (decoded == null) {
            decoded = decode();
        }
        return decoded;
    }

    private String decode() {
        try (JsonParser parser = Json.parser(json, start - 1, end - start + 2)) { // with its quotation marks
            parser.nextToken();
            return parser.getText();
        } catch (IOException e) {
            throw new IllegalStateException("expected a string that was found valid before, got another", e);
        }
    }

    /** Returns what the escape that begins at {@code i} stands for: a character, or half of one. */
    public static char escapedAt(byte[] json, int i) {
        return json[i + 1] == 'u' ? (char) StringBytes.codeUnit(json, i) : unescaped(json[i + 1]);
    }

    private static char unescaped(byte letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> (char) letter;
        };
    }
}
