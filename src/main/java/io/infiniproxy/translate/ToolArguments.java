package io.infiniproxy.translate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infiniproxy.json.Json;

/**
 * The arguments of a whole tool call as an object. Their form is mended (a code fence, a string around the object); what is
 * open is never closed: half a command must not be run.
 *
 * @see <a href="https://github.com/anthropics/claude-code/issues/6749">claude-code#6749: input that is not an object poisons
 *     the conversation</a>
 */
final class ToolArguments {
    private ToolArguments() {}

    /** Returns the object, or an empty one when {@code arguments} is none. */
    static ObjectNode parse(String arguments) {
        JsonNode node = read(unfenced(arguments.strip()));
        if (node.isTextual()) {
            node = read(node.textValue());
        }
        return node instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    /** Whether {@code arguments} are an object as they are. */
    static boolean isObject(String arguments) {
        return read(arguments).isObject();
    }

    private static String unfenced(String text) {
        return text.startsWith("```") && text.endsWith("```")
                ? text.replaceFirst("^```\\w*", "").replaceFirst("```$", "")
                : text;
    }

    private static JsonNode read(String text) {
        try {
            return Json.read(text);
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.missingNode();
        }
    }
}
