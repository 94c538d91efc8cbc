package io.infiniproxy.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/**
 * Goes over a JSON text in UTF-8 once, value by value, as its reader asks for them: for the small texts of which each answer has a hundred,
 * and for which a parser of Jackson's costs more than the reading. It takes and refuses the same texts as Jackson does, but strings that
 * are skipped: there it looks for nothing but the end.
 *
 * <p>It is before a value until that is read, entered or skipped. For one thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259: JSON</a>
 */
public final class JsonCursor {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    /** Jackson's own limit. */
    private static final int MOST_LEVELS = 1000;

    private final byte[] bytes;
    private final int end;
    private int at;
    /** Whether an object or array has been entered, and nothing of it read. */
    private boolean entered;

    /** The text is that in these bytes; a byte order mark before it is no part of it. */
    public JsonCursor(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.end = offset + length;
        this.at = startsWithByteOrderMark(bytes, offset, length) ? offset + BYTE_ORDER_MARK.length : offset;
    }

    private static boolean startsWithByteOrderMark(byte[] bytes, int offset, int length) {
        int marked = offset + BYTE_ORDER_MARK.length;
        return length >= BYTE_ORDER_MARK.length && Arrays.equals(bytes, offset, marked, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    /** Enters the object that is next, for {@link #nextName()}; returns false, and skips the value, where it is none. */
    public boolean enterObject() throws JsonProcessingException {
        return enter('{');
    }

    /** Enters the array that is next, for {@link #nextElement()}; returns false, and skips the value, where it is none. */
    public boolean enterArray() throws JsonProcessingException {
        return enter('[');
    }

    private boolean enter(char opening) throws JsonProcessingException {
        if (next() != opening) {
            skip();
            return false;
        }
        at++;
        entered = true;
        return true;
    }

    /** Returns the name of an object's next member, and is before its value; null behind the last one, when the object is left. */
    public String nextName() throws JsonProcessingException {
        if (!hasNext('}')) {
            return null;
        }
        String name = name();
        expect(':');
        return name;
    }

    /** Returns whether an array has a next element, and is before it; behind the last one the array is left. */
    public boolean nextElement() throws JsonProcessingException {
        return hasNext(']');
    }

    private boolean hasNext(char closing) throws JsonProcessingException {
        boolean isLeft = next() == closing;
        if (isLeft) {
            at++;
        } else if (!entered) {
            expect(',');
        }
        entered = false;
        return !isLeft;
    }

    private String name() throws JsonProcessingException {
        int start = next() == '"' ? at + 1 : end;
        int hash = 0;
        for (int i = start; i < end; i++) {
            byte b = bytes[i];
            if (b == '"') {
                at = i + 1;
                return JsonNames.name(bytes, start, i, hash);
            }
            if (b == '\\' || b < ' ') {
                return text();
            }
            hash = 31 * hash + b;
        }
        throw unexpected("a name");
    }

    /** Returns whether the next value is {@code null}. */
    public boolean isNull() throws JsonProcessingException {
        return next() == 'n';
    }

    /** Returns whether the next value is a string. */
    public boolean isString() throws JsonProcessingException {
        return next() == '"';
    }

    /** Returns whether the next value is an array. */
    public boolean isArray() throws JsonProcessingException {
        return next() == '[';
    }

    /** Returns whether the next value is an object. */
    public boolean isObject() throws JsonProcessingException {
        return next() == '{';
    }

    /** Returns the next value where it is a string, in which half a surrogate pair stays one; null, and skips the value, where it is none. */
    public String textOrNull() throws JsonProcessingException {
        if (isString()) {
            return text();
        }
        skip();
        return null;
    }

    private String text() throws JsonProcessingException {
        int start = at;
        skipString();
        return StringText.of(bytes, start, at);
    }

    /** Returns the next value where it is a whole number that an int can be; null, and skips the value, where it is none. */
    public Integer intOrNull() throws JsonProcessingException {
        next();
        int start = at;
        skip();
        return WholeNumber.orNull(bytes, start, at);
    }

    /** Returns the next value as an int, as Jackson makes one of any value: of 1.5, and of "1"; 0 where there is none in it. */
    public int asInt() throws JsonProcessingException {
        next();
        int start = at;
        Integer whole = intOrNull();
        return whole == null ? Json.tree(bytes, start, at - start).asInt(0) : whole;
    }

    /** Returns the tree of the next value; null for {@code null}. */
    public JsonNode treeOrNull() throws JsonProcessingException {
        boolean isNull = isNull();
        int start = at;
        skip();
        return isNull ? null : Json.tree(bytes, start, at - start);
    }

    /** Skips the next value. */
    public void skip() throws JsonProcessingException {
        skip(0);
    }

    private void skip(int level) throws JsonProcessingException {
        switch (next()) {
            case '"' -> skipString();
            case '{' -> skipObject(level + 1);
            case '[' -> skipArray(level + 1);
            case 't' -> skipLiteral("true");
            case 'f' -> skipLiteral("false");
            case 'n' -> skipLiteral("null");
            default -> skipNumber();
        }
    }

    private void skipObject(int level) throws JsonProcessingException {
        expectLevel(level);
        enter('{');
        while (hasNext('}')) {
            next();
            skipString();
            expect(':');
            skip(level);
        }
    }

    private void skipArray(int level) throws JsonProcessingException {
        expectLevel(level);
        enter('[');
        while (hasNext(']')) {
            skip(level);
        }
    }

    private void expectLevel(int level) throws JsonProcessingException {
        if (level > MOST_LEVELS) {
            throw unexpected("at most " + MOST_LEVELS + " levels");
        }
    }

    private void skipString() throws JsonProcessingException {
        int i = bytes[at] == '"' ? at + 1 : end;
        while (i < end && bytes[i] != '"') {
            byte b = bytes[i];
            if (b >= 0 && b < ' ') {
                throw unexpected("a string");
            }
            i += b == '\\' ? 2 : 1;
        }
        if (i >= end) {
            throw unexpected("a string");
        }
        at = i + 1;
    }

    private void skipLiteral(String literal) throws JsonProcessingException {
        for (int i = 0; i < literal.length(); i++) {
            if (at == end || bytes[at] != literal.charAt(i)) {
                throw unexpected(literal);
            }
            at++;
        }
    }

    private void skipNumber() throws JsonProcessingException {
        skipOne('-', '-');
        if (!skipOne('0', '0')) {
            skipDigits();
        }
        if (skipOne('.', '.')) {
            skipDigits();
        }
        if (skipOne('e', 'E')) {
            skipOne('+', '-');
            skipDigits();
        }
    }

    private boolean skipOne(char one, char other) {
        boolean isThere = at < end && (bytes[at] == one || bytes[at] == other);
        at += isThere ? 1 : 0;
        return isThere;
    }

    private void skipDigits() throws JsonProcessingException {
        int start = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == start) {
            throw unexpected("a value");
        }
    }

    /** Returns whether nothing follows. */
    public boolean isAtEnd() {
        skipBlanks();
        return at >= end;
    }

    /** Checks that nothing follows. */
    public void expectEnd() throws JsonProcessingException {
        if (!isAtEnd()) {
            throw unexpected("the end");
        }
    }

    private void expect(char expected) throws JsonProcessingException {
        if (next() != expected) {
            throw unexpected("'" + expected + "'");
        }
        at++;
    }

    /** Returns the first byte of what is next, and is before it. */
    private byte next() throws JsonProcessingException {
        if (isAtEnd()) {
            throw unexpected("more");
        }
        return bytes[at];
    }

    private void skipBlanks() {
        while (at < end && bytes[at] <= ' ' && isBlank(bytes[at])) {
            at++;
        }
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private JsonParseException unexpected(String expected) {
        String got = at < end ? "byte " + (bytes[at] & 0xff) : "the end";
        return new JsonParseException(null, "Expected " + expected + ", got " + got + ", " + (end - at) + " bytes before the end");
    }
}
