package io.infiniproxy.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import io.infiniproxy.json.Json;
import io.infiniproxy.openai.ChatCompletionRequest.FunctionTool;
import io.infiniproxy.openai.ChatCompletionRequest.ToolChoice;
import java.io.IOException;
import java.util.List;

/** Writes a request with just the members that it has: many backends refuse a member that they do not know. */
public final class ChatCompletionRequestWriter {
    private ChatCompletionRequestWriter() {}

    /** Returns the request's body. */
    public static byte[] bytes(ChatCompletionRequest request) {
        return Json.bytes(json -> write(request, json));
    }

    private static void write(ChatCompletionRequest request, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("model", request.model());
        ChatMessageWriter.write(request.messages(), json);
        writeLimits(request, json);
        writeStream(request, json);
        writeTools(request, json);
        if (request.reasoningEffort() != null) {
            json.writeStringField("reasoning_effort", request.reasoningEffort());
        }
        if (request.responseSchema() != null) {
            writeResponseFormat(request, json);
        }
        json.writeEndObject();
    }

    private static void writeLimits(ChatCompletionRequest request, JsonGenerator json) throws IOException {
        if (request.maxTokens() != null) {
            json.writeNumberField(request.maxTokensField(), request.maxTokens());
        }
        if (request.temperature() != null) {
            json.writeNumberField("temperature", request.temperature());
        }
        if (request.topP() != null) {
            json.writeNumberField("top_p", request.topP());
        }
        if (!request.stop().isEmpty()) {
            json.writeArrayFieldStart("stop");
            for (String stop : request.stop()) {
                json.writeString(stop);
            }
            json.writeEndArray();
        }
    }

    private static void writeStream(ChatCompletionRequest request, JsonGenerator json) throws IOException {
        if (request.stream()) {
            json.writeBooleanField("stream", true);
            json.writeObjectFieldStart("stream_options");
            json.writeBooleanField("include_usage", true);
            json.writeEndObject();
        }
    }

    private static void writeTools(ChatCompletionRequest request, JsonGenerator json) throws IOException {
        if (request.tools().isEmpty()) {
            return;
        }
        writeFunctions(request.tools(), json);
        switch (request.toolChoice()) {
            case null -> {}
            case ToolChoice.Mode(String value) -> json.writeStringField("tool_choice", value);
            case ToolChoice.Function(String name) -> writeNamedChoice(name, json);
        }
        if (request.parallelToolCalls() != null) {
            json.writeBooleanField("parallel_tool_calls", request.parallelToolCalls());
        }
    }

    private static void writeFunctions(List<FunctionTool> tools, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("tools");
        for (FunctionTool tool : tools) {
            json.writeStartObject();
            json.writeStringField("type", "function");
            json.writeObjectFieldStart("function");
            json.writeStringField("name", tool.name());
            if (tool.description() != null) {
                json.writeStringField("description", tool.description());
            }
            json.writeFieldName("parameters");
            json.writeTree(tool.parameters());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeNamedChoice(String name, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("tool_choice");
        json.writeStringField("type", "function");
        json.writeObjectFieldStart("function");
        json.writeStringField("name", name);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeResponseFormat(ChatCompletionRequest request, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("response_format");
        json.writeStringField("type", "json_schema");
        json.writeObjectFieldStart("json_schema");
        json.writeStringField("name", "answer");
        json.writeFieldName("schema");
        json.writeTree(request.responseSchema());
        json.writeEndObject();
        json.writeEndObject();
    }
}
