package io.infiniproxy.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.Json;
import io.infiniproxy.openai.ChatCompletionRequest.FunctionTool;
import io.infiniproxy.openai.ChatCompletionRequest.Limits;
import io.infiniproxy.openai.ChatCompletionRequest.Reasoning;
import io.infiniproxy.openai.ChatCompletionRequest.ResponseFormat;
import io.infiniproxy.openai.ChatCompletionRequest.ToolChoice;
import io.infiniproxy.openai.ChatCompletionRequest.Tools;
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
        if (request.continueFinalMessage()) {
            json.writeBooleanField("add_generation_prompt", false);
            json.writeBooleanField("continue_final_message", true);
        }
        writeLimits(request.limits(), json);
        writeStream(request, json);
        writeTools(request.tools(), json);
        writeReasoning(request.reasoning(), json);
        writeResponseFormat(request.responseFormat(), json);
        writeText("service_tier", request.serviceTier(), json);
        writeText("prompt_cache_key", request.promptCacheKey(), json);
        writeWebSearch(request.webSearch(), json);
        json.writeEndObject();
    }

    /**
     * With the backend's own defaults.
     *
     * @see <a href="https://platform.openai.com/docs/guides/tools-web-search?api-mode=chat">OpenAI: web search</a>
     * @see <a href="https://openrouter.ai/docs/features/web-search">OpenRouter: web search</a>
     */
    private static void writeWebSearch(String field, JsonGenerator json) throws IOException {
        switch (field) {
            case "web_search_options" -> {
                json.writeObjectFieldStart(field);
                json.writeEndObject();
            }
            case "plugins" -> {
                json.writeArrayFieldStart(field);
                json.writeStartObject();
                json.writeStringField("id", "web");
                json.writeEndObject();
                json.writeEndArray();
            }
            case null, default -> {}
        }
    }

    private static void writeText(String name, String value, JsonGenerator json) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static void writeNumber(String name, Number value, JsonGenerator json) throws IOException {
        if (value != null) {
            json.writePOJOField(name, value);
        }
    }

    private static void writeLimits(Limits limits, JsonGenerator json) throws IOException {
        writeNumber(limits.maxTokensField(), limits.maxTokens(), json);
        writeNumber("temperature", limits.temperature(), json);
        writeNumber("top_p", limits.topP(), json);
        writeNumber("top_k", limits.topK(), json);
        if (!limits.stop().isEmpty()) {
            json.writeArrayFieldStart("stop");
            for (String stop : limits.stop()) {
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

    private static void writeTools(Tools tools, JsonGenerator json) throws IOException {
        if (tools.functions().isEmpty()) {
            return;
        }
        writeFunctions(tools.functions(), json);
        switch (tools.choice()) {
            case null -> {}
            case ToolChoice.Mode(String value) -> json.writeStringField("tool_choice", value);
            case ToolChoice.Function(String name) -> writeNamedChoice(name, json);
        }
        if (tools.parallel() != null) {
            json.writeBooleanField("parallel_tool_calls", tools.parallel());
        }
    }

    private static void writeFunctions(List<FunctionTool> tools, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("tools");
        for (FunctionTool tool : tools) {
            json.writeStartObject();
            json.writeStringField("type", "function");
            json.writeObjectFieldStart("function");
            json.writeStringField("name", tool.name());
            writeText("description", tool.description(), json);
            json.writeFieldName("parameters");
            json.writeTree(tool.parameters());
            writeStrict(tool.strict(), json);
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

    private static void writeStrict(Boolean strict, JsonGenerator json) throws IOException {
        if (strict != null) {
            json.writeBooleanField("strict", strict);
        }
    }

    private static void writeReasoning(Reasoning reasoning, JsonGenerator json) throws IOException {
        writeText("reasoning_effort", reasoning.effort(), json);
        if (reasoning.enabled() == null) {
            return;
        }
        String field = reasoning.switchField();
        switch (field) {
            case "thinking" -> {
                json.writeObjectFieldStart(field);
                json.writeStringField("type", reasoning.enabled() ? "enabled" : "disabled");
                json.writeEndObject();
            }
            case "chat_template_kwargs" -> {
                json.writeObjectFieldStart(field);
                json.writeBooleanField("enable_thinking", reasoning.enabled());
                json.writeEndObject();
            }
            default -> json.writeBooleanField(field, reasoning.enabled());
        }
    }

    private static void writeResponseFormat(ResponseFormat format, JsonGenerator json) throws IOException {
        if (format == null) {
            return;
        }
        json.writeObjectFieldStart("response_format");
        switch (format) {
            case ResponseFormat.JsonObject object -> json.writeStringField("type", "json_object");
            case ResponseFormat.JsonSchema(JsonNode schema, Boolean strict) -> {
                json.writeStringField("type", "json_schema");
                json.writeObjectFieldStart("json_schema");
                json.writeStringField("name", "answer");
                json.writeFieldName("schema");
                json.writeTree(schema);
                writeStrict(strict, json);
                json.writeEndObject();
            }
        }
        json.writeEndObject();
    }
}
