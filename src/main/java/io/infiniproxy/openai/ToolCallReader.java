package io.infiniproxy.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.Json;
import io.infiniproxy.json.LoneSurrogates;
import io.infiniproxy.openai.ChatCompletionChunk.ToolCallDelta;
import java.io.IOException;

/** Reads one of a delta's {@code tool_calls}, or the {@code function_call} of old. */
final class ToolCallReader {
    private Integer index;
    private String id;
    private String name;
    private String arguments;
    private JsonNode extraContent;

    private ToolCallReader() {}

    /** Reads the value that the parser is at, to its end. */
    static ToolCallDelta read(JsonParser json) throws IOException {
        ToolCallReader call = new ToolCallReader();
        call.readMembers(json, call::readMember);
        return call.delta();
    }

    /** Reads the function that the parser is at, to its end: a call of its own. */
    static ToolCallDelta readFunction(JsonParser json) throws IOException {
        ToolCallReader call = new ToolCallReader();
        call.index = 0;
        call.readMembers(json, call::readFunctionMember);
        return call.delta();
    }

    @FunctionalInterface
    private interface Member {
        void read(String name, JsonParser json) throws IOException;
    }

    private void readMembers(JsonParser json, Member member) throws IOException {
        if (!json.isExpectedStartObjectToken()) {
            json.skipChildren();
            return;
        }
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            member.read(field, json);
        }
    }

    private void readMember(String field, JsonParser json) throws IOException {
        switch (field) {
            case "index" -> index = json.hasToken(JsonToken.VALUE_NUMBER_INT)
                            && json.getNumberType() == JsonParser.NumberType.INT
                    ? Integer.valueOf(json.getIntValue())
                    : null;
            case "id" -> id = Json.textOrNull(json);
            case "function" -> readMembers(json, this::readFunctionMember);
            case "extra_content" -> extraContent = Json.treeOrNull(json);
            default -> json.skipChildren();
        }
    }

    /** Arguments are text; some backends send the object itself. */
    private void readFunctionMember(String field, JsonParser json) throws IOException {
        switch (field) {
            case "name" -> name = Json.textOrNull(json);
            case "arguments" -> arguments =
                    json.currentToken().isStructStart() ? Json.treeOrNull(json).toString() : Json.textOrNull(json);
            default -> json.skipChildren();
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
