package io.infiniproxy.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A JSON value that goes into another body as a text, as the arguments of a call do. It is written once, in UTF-8 and without spaces, and
 * its long strings as they stand in the body that they come from. As a sequence of characters it is that text.
 */
public final class EmbeddedJson extends BytesAsText {
    private final JsonNode value;
    /** Null until somebody asks for it. */
    private byte[] utf8;

    /** The text of a value, which nobody may change from now on. */
    public EmbeddedJson(JsonNode value) {
        this.value = value;
    }

    /** Returns what it is the text of. */
    public JsonNode value() {
        return value;
    }

    /** Returns what {@code reader} makes of the text's bytes, which it may not change. */
    public long read(RawString.Bytes reader) {
        byte[] text = utf8();
        return reader.take(text, 0, text.length);
    }

    /** Writes the text as a string. */
    void writeTo(JsonGenerator generator) throws IOException {
        byte[] string = escaped(utf8());
        BodyOutput.writeString(string, 0, string.length, generator);
    }

    private byte[] utf8() {
        if (utf8 == null) {
            utf8 = Json.bytes(json -> {
                // a model that reads the text would see the escapes
                json.enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8.mappedFeature());
                json.writeTree(value);
            });
        }
        return utf8;
    }

    /** The text has no line breaks: nothing else has to be escaped once more. */
    private static byte[] escaped(byte[] text) {
        int escapes = 0;
        for (byte b : text) {
            escapes += needsEscape(b) ? 1 : 0;
        }
        byte[] string = new byte[text.length + escapes];
        int end = 0;
        for (byte b : text) {
            if (needsEscape(b)) {
                string[end++] = '\\';
            }
            string[end++] = b;
        }
        return string;
    }

    private static boolean needsEscape(byte b) {
        return b == '"' || b == '\\';
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmbeddedJson text && text.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return new String(utf8(), StandardCharsets.UTF_8);
    }
}
