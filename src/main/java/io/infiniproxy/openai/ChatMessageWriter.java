package io.infiniproxy.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.Json;
import io.infiniproxy.openai.ChatMessage.AssistantMessage;
import io.infiniproxy.openai.ChatMessage.CacheControl;
import io.infiniproxy.openai.ChatMessage.ContentPart;
import io.infiniproxy.openai.ChatMessage.ContentPart.TextPart;
import io.infiniproxy.openai.ChatMessage.Reasoning;
import io.infiniproxy.openai.ChatMessage.SystemMessage;
import io.infiniproxy.openai.ChatMessage.ToolCall;
import io.infiniproxy.openai.ChatMessage.ToolMessage;
import io.infiniproxy.openai.ChatMessage.UserMessage;
import java.io.IOException;
import java.util.List;

/** Writes the messages of a request. Content is a string wherever it can be: not every backend takes parts. */
final class ChatMessageWriter {
    private ChatMessageWriter() {}

    static void write(List<ChatMessage> messages, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("messages");
        for (ChatMessage message : messages) {
            json.writeStartObject();
            write(message, json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(ChatMessage message, JsonGenerator json) throws IOException {
        switch (message) {
            case SystemMessage(List<ContentPart> content) -> write("system", content, json);
            case UserMessage(List<ContentPart> content) -> write("user", content, json);
            case AssistantMessage assistant -> writeAssistant(assistant, json);
            case ToolMessage(String toolCallId, List<ContentPart> content) -> {
                write("tool", content, json);
                json.writeStringField("tool_call_id", toolCallId);
            }
        }
    }

    private static void write(String role, CharSequence content, JsonGenerator json) throws IOException {
        json.writeStringField("role", role);
        Json.writeText("content", content, json);
    }

    private static void write(String role, List<ContentPart> content, JsonGenerator json) throws IOException {
        if (content.size() == 1 && content.getFirst() instanceof TextPart(CharSequence text, CacheControl none) && none == null) {
            write(role, text, json);
            return;
        }
        json.writeStringField("role", role);
        json.writeArrayFieldStart("content");
        for (ContentPart part : content) {
            json.writeStartObject();
            write(part, json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(ContentPart part, JsonGenerator json) throws IOException {
        switch (part) {
            case TextPart text -> write(text, json);
            case ContentPart.ImageUrlPart(String url) -> {
                json.writeStringField("type", "image_url");
                json.writeObjectFieldStart("image_url");
                Json.writeText("url", url, json);
                json.writeEndObject();
            }
            case ContentPart.FilePart(String filename, String fileData) -> {
                json.writeStringField("type", "file");
                json.writeObjectFieldStart("file");
                json.writeStringField("filename", filename);
                Json.writeText("file_data", fileData, json);
                json.writeEndObject();
            }
        }
    }

    private static void write(TextPart part, JsonGenerator json) throws IOException {
        json.writeStringField("type", "text");
        Json.writeText("text", part.text(), json);
        if (part.cacheControl() != null) {
            json.writeObjectFieldStart("cache_control");
            json.writeStringField("type", "ephemeral");
            if (part.cacheControl().ttl() != null) {
                json.writeStringField("ttl", part.cacheControl().ttl());
            }
            json.writeEndObject();
        }
    }

    private static void writeAssistant(AssistantMessage assistant, JsonGenerator json) throws IOException {
        write("assistant", assistant.content(), json);
        if (assistant.reasoning() != null) {
            write(assistant.reasoning(), json);
        }
        if (assistant.prefix()) {
            json.writeBooleanField("prefix", true);
        }
        if (!assistant.toolCalls().isEmpty()) {
            writeToolCalls(assistant.toolCalls(), json);
        }
    }

    private static void write(Reasoning reasoning, JsonGenerator json) throws IOException {
        switch (reasoning) {
            case Reasoning.Text(String field, String text) -> Json.writeText(field, text, json);
            case Reasoning.Details(List<JsonNode> details) -> {
                json.writeArrayFieldStart("reasoning_details");
                for (JsonNode detail : details) {
                    json.writeTree(detail);
                }
                json.writeEndArray();
            }
        }
    }

    private static void writeToolCalls(List<ToolCall> calls, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("tool_calls");
        for (ToolCall call : calls) {
            json.writeStartObject();
            json.writeStringField("id", call.id());
            json.writeStringField("type", "function");
            json.writeObjectFieldStart("function");
            json.writeStringField("name", call.name());
            Json.writeText("arguments", call.arguments(), json);
            json.writeEndObject();
            if (call.extraContent() != null) {
                json.writeFieldName("extra_content");
                json.writeTree(call.extraContent());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
