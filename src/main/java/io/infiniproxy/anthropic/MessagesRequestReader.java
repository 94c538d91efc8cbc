package io.infiniproxy.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.InvalidJsonException;
import io.infiniproxy.json.JsonField;
import io.infiniproxy.json.JsonOutline;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the body of {@code POST /v1/messages} and {@code POST /v1/messages/count_tokens}. Fields that are not known are
 * ignored, so that nothing a newer client sends is refused.
 *
 * @see <a href="https://code.claude.com/docs/en/llm-gateway-protocol">Claude Code's gateway protocol: headers and body
 *     fields are open lists</a>
 */
public final class MessagesRequestReader {
    private MessagesRequestReader() {}

    /**
     * Reads a request for an answer.
     *
     * @throws InvalidJsonException if a field that is acted on is missing or of another type
     */
    public static MessagesRequest read(byte[] body) {
        JsonOutline outline = JsonOutline.ofMended(body);
        return read(JsonField.ofBody(outline), outline.hadLoneSurrogates());
    }

    /**
     * Reads a request for an answer that is a part of another body.
     *
     * @param hadLoneSurrogates whether that body had any
     * @throws InvalidJsonException if a field that is acted on is missing or of another type
     */
    public static MessagesRequest read(JsonField request, boolean hadLoneSurrogates) {
        if (!request.object().get("max_tokens").isPresent()) {
            throw request.get("max_tokens").expected("an integer >= 0");
        }
        // zero asks for no answer, only for a warm cache
        return readFields(request, request.get("max_tokens").integer(0), hadLoneSurrogates);
    }

    /**
     * Reads a request to count tokens, which has no {@code max_tokens}.
     *
     * @throws InvalidJsonException if a field that is acted on is missing or of another type
     */
    public static MessagesRequest readToCount(byte[] body) {
        return readFields(JsonField.ofBody(body), null, false);
    }

    private static MessagesRequest readFields(JsonField request, Integer maxTokens, boolean hadLoneSurrogates) {
        JsonField thinking = request.get("thinking");
        JsonField outputConfig = request.get("output_config");
        return new MessagesRequest(
                model(request.get("model")),
                maxTokens,
                messages(request.get("messages")),
                system(request.get("system")),
                CacheControl.last(request.get("system")),
                request.get("stream").bool(),
                request.get("temperature").number(),
                request.get("top_p").number(),
                request.get("top_k").integerOrNull(),
                request.get("stop_sequences").elements(JsonField::requiredText),
                tools(request.get("tools")),
                toolChoice(request.get("tool_choice")),
                thinking.get("type").textOr(null),
                thinking.get("budget_tokens").integerOrNull(),
                outputConfig.get("effort").textOr(null),
                outputSchema(outputConfig.get("format"), request.get("output_format")),
                request.get("metadata").get("user_id").textOr(null),
                request.get("service_tier").textOr(null),
                request.get("speed").textOr(null),
                CacheControl.of(request.get("cache_control")),
                IgnoredMembers.of(request.value()),
                hadLoneSurrogates);
    }

    private static String model(JsonField field) {
        String model = field.requiredText();
        if (model.length() > MessagesRequest.MAX_MODEL_LENGTH) {
            throw field.expected("a string of at most " + MessagesRequest.MAX_MODEL_LENGTH + " characters");
        }
        return model;
    }

    private static List<MessageParam> messages(JsonField field) {
        if (!field.isPresent() || !field.isArray() || field.value().isEmpty()) {
            throw field.expected("an array of at least one message");
        }
        return field.elements(MessagesRequestReader::message);
    }

    private static MessageParam message(JsonField field) {
        JsonField role = field.object().get("role");
        return switch (role.textOr("")) {
            case "user", "assistant", "system" -> new MessageParam(
                    role.text(),
                    ContentBlockReader.content(field.get("content")),
                    CacheControl.last(field.get("content")));
            default -> throw role.expected("\"user\", \"assistant\" or \"system\"");
        };
    }

    private static List<String> system(JsonField field) {
        List<String> texts = new ArrayList<>();
        for (ContentBlock block : ContentBlockReader.content(field)) {
            if (block instanceof ContentBlock.TextBlock(CharSequence text) && !text.isEmpty()) {
                texts.add(text.toString());
            }
        }
        return texts;
    }

    private static List<Tool> tools(JsonField field) {
        List<JsonField> elements = field.elements();
        List<Tool> tools = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            if (!isNameless(elements.get(i).object())) {
                tools.add(tool(elements.get(i), i));
            }
        }
        return tools;
    }

    /**
     * Toolsets that Anthropic's servers would expand have no name, and a name that is empty cannot be called.
     *
     * @see <a href="https://github.com/anomalyco/opencode/issues/27374">opencode#27374: a tool with an empty name</a>
     */
    static boolean isNameless(JsonField tool) {
        String type = tool.get("type").textOr("custom");
        return tool.get("name").textOr(type.equals("custom") ? "missing" : "").isEmpty();
    }

    private static Tool tool(JsonField field, int index) {
        JsonField inputSchema = field.get("input_schema");
        Tool tool = new Tool(
                index,
                field.get("type").textOr(null),
                field.get("name").requiredText(),
                field.get("description").textOr(null),
                inputSchema.isPresent() ? inputSchema.object().value() : null,
                field.get("strict").value().asBoolean(),
                inputExamples(field.get("input_examples").value()));
        return DefinedTools.describe(tool, field.value());
    }

    private static List<JsonNode> inputExamples(JsonNode examples) {
        List<JsonNode> objects = new ArrayList<>(examples.size());
        examples.forEach(example -> {
            if (examples.isArray() && example.isObject()) {
                objects.add(example);
            }
        });
        return objects;
    }

    private static ToolChoice toolChoice(JsonField field) {
        if (!field.isPresent()) {
            return null;
        }
        String type = field.object().get("type").requiredText();
        return switch (type) {
            case "auto", "any", "none", "tool" -> new ToolChoice(
                    type,
                    type.equals("tool") ? field.get("name").requiredText() : null,
                    field.get("disable_parallel_tool_use").bool());
            default -> throw field.get("type").expected("\"auto\", \"any\", \"tool\" or \"none\"");
        };
    }

    /** The format stood at the top while it was in beta, and older clients send it there. */
    private static JsonNode outputSchema(JsonField format, JsonField formatOfBeta) {
        JsonNode schema = outputSchema(format);
        return schema == null ? outputSchema(formatOfBeta) : schema;
    }

    private static JsonNode outputSchema(JsonField format) {
        JsonField schema = format.get("schema");
        return "json_schema".equals(format.get("type").textOr("")) && schema.value().isObject() ? schema.value() : null;
    }
}
