package io.infiniproxy.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The one JSON mapper: how every body is read and written. Threadsafe. */
public final class Json {
    /** Longer than the longest string of a 32 MB body; Jackson's own limit is 20 MB, less than a big image in base64. */
    private static final int MAX_STRING_LENGTH = 64 * 1024 * 1024;

    /** In characters: a shorter one is not worth a reader. */
    private static final int LONG_TEXT = 500;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_STRING_LENGTH)
                    .build())
            // Jackson's own keeps buffers by thread: each request has a new one, so each would make new buffers
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .build();

    /** Keeps numbers as they were written as far as Jackson can; keeps the order of keys. */
    public static final ObjectMapper MAPPER =
            new ObjectMapper(FACTORY).enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

    private Json() {}

    /** Writes JSON with a generator. */
    @FunctionalInterface
    public interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** Returns what {@code content} writes, as UTF-8. */
    public static byte[] bytes(Content content) {
        try (BodyOutput bytes = new BodyOutput()) {
            try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
                content.writeTo(json);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write JSON", e);
        }
    }

    /**
     * Writes a member whose text may be long, in UTF-8: as it stands in another body, or by a reader, as the generator then goes over an
     * array instead of a string.
     */
    public static void writeText(String name, CharSequence text, JsonGenerator json) throws IOException {
        json.writeFieldName(name);
        switch (text) {
            case null -> json.writeNull();
            case RawString raw -> raw.writeTo(json);
            case EmbeddedJson value -> value.writeTo(json);
            case CharSequence shortText when shortText.length() < LONG_TEXT -> json.writeString(shortText.toString());
            default -> json.writeString(new StringReader(text.toString()), text.length());
        }
    }

    /** Returns the tree of a whole JSON text; lone surrogates in it become U+FFFD. */
    public static JsonNode read(byte[] text) throws JsonProcessingException {
        return whole(LoneSurrogates.replace(text));
    }

    /** Returns the tree of a whole JSON text, which no one may change; its long strings are in the tree as they stand in the text. */
    static JsonNode read(JsonOutline outline) throws JsonProcessingException {
        if (!outline.isWhole()) {
            try {
                return outline.filled(whole(outline.bytes()));
            } catch (JsonProcessingException e) {
                // the whole text tells where it is wrong
            }
        }
        return whole(outline.text());
    }

    private static JsonNode whole(byte[] text) throws JsonProcessingException {
        return tree(text, 0, text.length);
    }

    /** Returns the tree of the JSON text in these bytes. */
    static JsonNode tree(byte[] bytes, int offset, int length) throws JsonProcessingException {
        try {
            return MAPPER.readTree(bytes, offset, length);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (NumberFormatException e) {
            throw new JsonParseException(null, "A number has more digits in its exponent than can be read", e);
        } catch (IOException e) {
            throw new JsonParseException(null, "Invalid characters", e);
        }
    }

    /** Returns a parser of the JSON text in these bytes, which is before its first token. */
    public static JsonParser parser(byte[] bytes, int offset, int length) throws IOException {
        return FACTORY.createParser(bytes, offset, length);
    }

    /** Returns the tree of a whole JSON text; lone surrogates in it become U+FFFD. */
    public static JsonNode read(String text) throws JsonProcessingException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }
}
