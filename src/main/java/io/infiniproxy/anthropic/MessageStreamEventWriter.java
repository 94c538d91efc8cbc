package io.infiniproxy.anthropic;

import com.fasterxml.jackson.core.JsonGenerator;
import io.infiniproxy.anthropic.MessageStreamEvent.ContentBlockDelta;
import io.infiniproxy.anthropic.MessageStreamEvent.ContentBlockStart;
import io.infiniproxy.anthropic.MessageStreamEvent.ContentBlockStop;
import io.infiniproxy.anthropic.MessageStreamEvent.Delta;
import io.infiniproxy.anthropic.MessageStreamEvent.ErrorEvent;
import io.infiniproxy.anthropic.MessageStreamEvent.MessageDelta;
import io.infiniproxy.anthropic.MessageStreamEvent.MessageStart;
import io.infiniproxy.anthropic.MessageStreamEvent.MessageStop;
import io.infiniproxy.anthropic.MessageStreamEvent.Ping;
import io.infiniproxy.json.Json;
import io.infiniproxy.json.JsonBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes stream events as server-sent events: an {@code event:} line that equals the data's {@code type}, by which the
 * SDKs dispatch, and one {@code data:} line.
 */
public final class MessageStreamEventWriter {
    private static final byte[] END = ascii("\n\n");
    private static final byte[] DELTA = ascii("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":");
    private static final byte[] TEXT_DELTA = ascii(",\"delta\":{\"type\":\"text_delta\",\"text\":");
    private static final byte[] THINKING_DELTA = ascii(",\"delta\":{\"type\":\"thinking_delta\",\"thinking\":");
    private static final byte[] SIGNATURE_DELTA = ascii(",\"delta\":{\"type\":\"signature_delta\",\"signature\":");
    private static final byte[] INPUT_JSON_DELTA = ascii(",\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":");
    private static final byte[] END_OF_DELTA = ascii("}}\n\n");

    private MessageStreamEventWriter() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns the bytes of {@code events}, in order. */
    public static byte[] bytes(List<MessageStreamEvent> events) {
        JsonBytes bytes = new JsonBytes();
        write(events, bytes);
        return bytes.take();
    }

    /** Appends {@code events}, in order. */
    public static void write(List<MessageStreamEvent> events, JsonBytes bytes) {
        for (MessageStreamEvent event : events) {
            if (event instanceof ContentBlockDelta(int index, Delta delta)) {
                writeDelta(index, delta, bytes);
            } else {
                write(event, bytes);
            }
        }
    }

    /** Nearly all events are deltas: each is a text between prepared parts. */
    private static void writeDelta(int index, Delta delta, JsonBytes bytes) {
        bytes.append(DELTA).append(index);
        switch (delta) {
            case Delta.TextDelta(String text) -> bytes.append(TEXT_DELTA).appendString(text);
            case Delta.ThinkingDelta(String thinking) -> bytes.append(THINKING_DELTA).appendString(thinking);
            case Delta.SignatureDelta(String signature) -> bytes.append(SIGNATURE_DELTA).appendString(signature);
            case Delta.InputJsonDelta(String partial) -> bytes.append(INPUT_JSON_DELTA).appendString(partial);
        }
        bytes.append(END_OF_DELTA);
    }

    private static void write(MessageStreamEvent event, JsonBytes bytes) {
        String type = typeOf(event);
        bytes.append(ascii("event: " + type + "\ndata: "));
        try (JsonGenerator json = Json.MAPPER.createGenerator(bytes)) {
            if (event instanceof ErrorEvent(ApiError error)) {
                MessageWriter.write(error, null, json);
            } else {
                json.writeStartObject();
                json.writeStringField("type", type);
                writeFields(event, json);
                json.writeEndObject();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write an event", e);
        }
        bytes.append(END);
    }

    private static String typeOf(MessageStreamEvent event) {
        return switch (event) {
            case MessageStart start -> "message_start";
            case ContentBlockStart start -> "content_block_start";
            case ContentBlockDelta delta -> "content_block_delta";
            case ContentBlockStop stop -> "content_block_stop";
            case MessageDelta delta -> "message_delta";
            case MessageStop stop -> "message_stop";
            case Ping ping -> "ping";
            case ErrorEvent error -> "error";
        };
    }

    private static void writeFields(MessageStreamEvent event, JsonGenerator json) throws IOException {
        switch (event) {
            case MessageStart(Message message) -> {
                json.writeFieldName("message");
                MessageWriter.write(message, json);
            }
            case ContentBlockStart(int index, ContentBlock block) -> {
                json.writeNumberField("index", index);
                json.writeFieldName("content_block");
                MessageWriter.write(block, json);
            }
            case ContentBlockDelta delta -> throw new IllegalStateException("A delta is written by itself");
            case ContentBlockStop(int index) -> json.writeNumberField("index", index);
            case MessageDelta(String stopReason, String stopSequence, RefusalStopDetails details, Usage usage) -> {
                json.writeObjectFieldStart("delta");
                MessageWriter.writeStop(stopReason, stopSequence, details, json);
                json.writeEndObject();
                MessageWriter.writeUsage(usage, json);
            }
            case MessageStop stop -> {}
            case Ping ping -> {}
            case ErrorEvent error -> throw new IllegalStateException("An error has an envelope of its own");
        }
    }
}
