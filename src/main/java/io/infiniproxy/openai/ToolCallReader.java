package io.infiniproxy.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.JsonCursor;
import io.infiniproxy.json.LoneSurrogates;
import io.infiniproxy.openai.ChatCompletionChunk.ToolCallDelta;

/** Reads one of a delta's {@code tool_calls}, or the {@code function_call} of old. */
final class ToolCallReader {
    private Integer index;
    private String id;
    private String name;
    private String arguments;
    private JsonNode extraContent;

    private ToolCallReader() {}

    /** Reads the value that is next. */
    static ToolCallDelta read(JsonCursor json) throws JsonProcessingException {
        ToolCallReader call = new ToolCallReader();
        call.readMembers(json, call::readMember);
        return call.delta();
    }

    /** Reads the function that is next, a call of its own; null when it is no object. */
    static ToolCallDelta readFunctionOrNull(JsonCursor json) throws JsonProcessingException {
        boolean isObject = json.isObject();
        ToolCallReader call = new ToolCallReader();
        call.index = 0;
        call.readMembers(json, call::readFunctionMember);
        return isObject ? call.delta() : null;
    }

    @FunctionalInterface
    private interface Member {
        void read(String name, JsonCursor json) throws JsonProcessingException;
    }

    private void readMembers(JsonCursor json, Member member) throws JsonProcessingException {
        if (json.enterObject()) {
            for (String field = json.nextName(); field != null; field = json.nextName()) {
                member.read(field, json);
            }
        }
    }

    private void readMember(String field, JsonCursor json) throws JsonProcessingException {
        switch (field) {
            case "index" -> index = json.intOrNull();
            case "id" -> id = json.textOrNull();
            case "function" -> readMembers(json, this::readFunctionMember);
            case "extra_content" -> extraContent = json.treeOrNull();
            default -> json.skip();
        }
    }

    /** Arguments are text; some backends send the object itself. */
    private void readFunctionMember(String field, JsonCursor json) throws JsonProcessingException {
        switch (field) {
            case "name" -> name = json.textOrNull();
            case "arguments" -> arguments = json.isObject() || json.isArray() ? json.treeOrNull().toString() : json.textOrNull();
            default -> json.skip();
        }
    }

    private ToolCallDelta delta() {
        return new ToolCallDelta(
                index,
                id,
                name == null ? null : LoneSurrogates.replace(name),
                arguments,
                extraContent == null || extraContent.isEmpty() ? null : extraContent);
    }
}
