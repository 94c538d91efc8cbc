package io.infiniproxy.anthropic;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes stream events as server-sent events: an {@code event:} line that equals the data's {@code type}, by which the
 * SDKs dispatch, and one {@code data:} line.
 */
public final class MessageStreamEventWriter {
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private MessageStreamEventWriter() {}

    /** Returns the bytes of {@code events}, in order. */
    public static byte[] bytes(List<MessageStreamEvent> events) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(128)) {
            for (MessageStreamEvent event : events) {
                write(event, bytes);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write an event", e);
        }
    }

    private static void write(MessageStreamEvent event, ByteArrayBuilder bytes) throws IOException {
        String type = typeOf(event);
        bytes.write(("event: " + type + "\ndata: ").getBytes(StandardCharsets.US_ASCII));
        try (JsonGenerator json = Json.MAPPER.createGenerator(bytes)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            if (event instanceof ErrorEvent(ApiError error)) {
                MessageWriter.write(error, null, json);
            } else {
                json.writeStartObject();
                json.writeStringField("type", type);
                writeFields(event, json);
                json.writeEndObject();
            }
        }
        bytes.write(END);
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
            case ContentBlockDelta(int index, Delta delta) -> {
                json.writeNumberField("index", index);
                writeDelta(delta, json);
            }
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

    private static void writeDelta(Delta delta, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("delta");
        switch (delta) {
            case Delta.TextDelta(String text) -> writeDelta("text_delta", "text", text, json);
            case Delta.ThinkingDelta(String thinking) -> writeDelta("thinking_delta", "thinking", thinking, json);
            case Delta.SignatureDelta(String signature) -> writeDelta("signature_delta", "signature", signature, json);
            case Delta.InputJsonDelta(String partial) -> writeDelta("input_json_delta", "partial_json", partial, json);
        }
        json.writeEndObject();
    }

    private static void writeDelta(String type, String field, String text, JsonGenerator json) throws IOException {
        json.writeStringField("type", type);
        json.writeStringField(field, text);
    }
}
