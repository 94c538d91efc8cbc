package io.infiniproxy.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A string as it stands in a JSON text: the bytes between its quotation marks, escapes and all. Most long texts only pass, from one
 * body into the other, so they are neither decoded nor encoded again. As a sequence of characters it is the text that it stands for.
 */
public final class RawString implements CharSequence {
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
        generator.writeRawUTF8String(json, start, end - start);
    }

    /** Takes the bytes of a string as they stand in JSON. */
    @FunctionalInterface
    public interface Bytes<T> {
        T take(byte[] json, int start, int end);
    }

    /** Returns what {@code reader} makes of the bytes, which it may not change. */
    public <T> T read(Bytes<T> reader) {
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
        return json[i] == '\\'
                ? escapedAt(json, i)
                : new String(json, i, Math.min(MOST_BYTES, end - i), StandardCharsets.UTF_8).codePointAt(0);
    }

    @Override
    public int length() {
        return toString().length();
    }

    @Override
    public boolean isEmpty() {
        return start == end;
    }

    @Override
    public char charAt(int index) {
        return toString().charAt(index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return toString().subSequence(from, to);
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
        int i = indexOfEscape(start);
        if (i == end) {
            return new String(json, start, end - start, StandardCharsets.UTF_8);
        }
        byte[] text = new byte[end - start];
        int length = 0;
        int from = start;
        while (i < end) {
            System.arraycopy(json, from, text, length, i - from);
            length += i - from;
            if (json[i + 1] == 'u') {
                int character = characterAt(i);
                length += encode(character, text, length);
                from = i + (Character.isSupplementaryCodePoint(character) ? 12 : 6);
            } else {
                text[length++] = (byte) unescaped(json[i + 1]);
                from = i + 2;
            }
            i = indexOfEscape(from);
        }
        System.arraycopy(json, from, text, length, end - from);
        return new String(text, 0, length + end - from, StandardCharsets.UTF_8);
    }

    private int indexOfEscape(int from) {
        int i = from;
        while (i < end && json[i] != '\\') {
            i++;
        }
        return i;
    }

    /** Returns the character that {@code \}{@code u} at {@code i} begins, which may go on in a second escape. */
    private int characterAt(int i) {
        char unit = (char) StringBytes.codeUnit(json, i);
        boolean goesOn = Character.isHighSurrogate(unit) && i + 12 <= end && json[i + 6] == '\\' && json[i + 7] == 'u';
        char next = goesOn ? (char) StringBytes.codeUnit(json, i + 6) : 0;
        return Character.isLowSurrogate(next) ? Character.toCodePoint(unit, next) : unit;
    }

    /** Half a pair, which UTF-8 does not have, becomes U+FFFD. */
    private static int encode(int character, byte[] text, int at) {
        boolean isLone = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        byte[] encoded = Character.toString(isLone ? '\ufffd' : character).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(encoded, 0, text, at, encoded.length);
        return encoded.length;
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
