package io.infiniproxy.anthropic;

import com.fasterxml.jackson.core.JsonGenerator;
import io.infiniproxy.anthropic.ContentBlock.TextBlock;
import io.infiniproxy.anthropic.ContentBlock.ThinkingBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolUseBlock;
import io.infiniproxy.json.Json;
import java.io.IOException;

/** Writes answers and errors as the API's JSON. Every block carries its required fields, also when they are empty. */
public final class MessageWriter {
    private MessageWriter() {}

    /** Returns the body of an answer that is not streamed. */
    public static byte[] bytes(Message message) {
        return Json.bytes(json -> write(message, json));
    }

    /** Returns the body of an error; {@code requestId} is also in the header {@code request-id}. */
    public static byte[] bytes(ApiError error, String requestId) {
        return Json.bytes(json -> write(error, requestId, json));
    }

    static void write(ApiError error, String requestId, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "error");
        json.writeObjectFieldStart("error");
        json.writeStringField("type", error.type());
        json.writeStringField("message", error.message());
        json.writeEndObject();
        if (requestId != null) {
            json.writeStringField("request_id", requestId);
        }
        json.writeEndObject();
    }

    static void write(Message message, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", message.id());
        json.writeStringField("type", "message");
        json.writeStringField("role", "assistant");
        json.writeStringField("model", message.model());
        json.writeArrayFieldStart("content");
        for (ContentBlock block : message.content()) {
            write(block, json);
        }
        json.writeEndArray();
        writeStop(message.stopReason(), message.stopSequence(), message.stopDetails(), json);
        writeUsage(message.usage(), json);
        json.writeEndObject();
    }

    static void write(ContentBlock block, JsonGenerator json) throws IOException {
        json.writeStartObject();
        switch (block) {
            case TextBlock(CharSequence text) -> {
                json.writeStringField("type", "text");
                json.writeStringField("text", text.toString());
            }
            case ThinkingBlock(String thinking, String signature) -> {
                json.writeStringField("type", "thinking");
                json.writeStringField("thinking", thinking);
                json.writeStringField("signature", signature);
            }
            case ToolUseBlock tool -> {
                json.writeStringField("type", "tool_use");
                json.writeStringField("id", tool.id());
                json.writeStringField("name", tool.name());
                json.writeFieldName("input");
                json.writeTree(tool.input().value());
            }
            default -> throw new IllegalArgumentException(
                    "Expected a block that an answer can hold, but received: " + block.getClass().getSimpleName());
        }
        json.writeEndObject();
    }

    static void writeStop(String stopReason, String stopSequence, RefusalStopDetails details, JsonGenerator json)
            throws IOException {
        json.writeStringField("stop_reason", stopReason);
        json.writeStringField("stop_sequence", stopSequence);
        if (details != null) {
            json.writeObjectFieldStart("stop_details");
            json.writeStringField("type", "refusal");
            json.writeNullField("category");
            json.writeStringField("explanation", details.explanation());
            json.writeEndObject();
        }
    }

    static void writeUsage(Usage usage, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("usage");
        json.writeNumberField("input_tokens", usage.inputTokens());
        json.writeNumberField("cache_creation_input_tokens", usage.cacheCreationInputTokens());
        json.writeNumberField("cache_read_input_tokens", usage.cacheReadInputTokens());
        json.writeNumberField("output_tokens", usage.outputTokens());
        if (usage.thinkingTokens() > 0) {
            json.writeObjectFieldStart("output_tokens_details");
            json.writeNumberField("thinking_tokens", usage.thinkingTokens());
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
