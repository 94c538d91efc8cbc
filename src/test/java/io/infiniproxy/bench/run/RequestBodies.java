package io.infiniproxy.bench.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infiniproxy.bench.load.Api;
import java.io.IOException;

/** Writes the same conversations as requests of both APIs. */
public final class RequestBodies {
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8) // as most clients and backends do
                    .build())
            .build();
    private static final int MAX_TOKENS = 4096;
    private static final String SYSTEM = "You are a coding agent that works in the user's project. Read before you change, change one thing "
            + "at a time, and run the tests after each change. Keep to the style of the code around. Never touch files outside of the "
            + "project, never push, and ask before you delete anything. Answer in the user's language, in a few plain sentences.";
    private static final String QUESTION = "Why does the test of the date parser fail on the first of March? It did not on Monday. "
            + "Look at src/dates/parse.js and say what is wrong with \"29 February\" in years that are no leap years.";

    private RequestBodies() {}

    /** Returns a small request: a system prompt, a question and two tools. */
    public static byte[] small(Api api, String model, boolean stream) throws IOException {
        Conversation conversation = conversation(api, model, stream);
        conversation.user(QUESTION);
        return JSON.writeValueAsBytes(conversation.request());
    }

    /** Returns one of many turns: questions, tool calls with code as their results, and answers, of {@code bytes} at least. */
    public static byte[] large(Api api, String model, boolean stream, int bytes) throws IOException {
        Conversation conversation = conversation(api, model, stream);
        for (int turn = 0, size = 0; size < bytes; turn++) {
            String question = "Frage " + turn + ": " + LargeTexts.prose(turn, 1500);
            String result = LargeTexts.code(turn, 4500);
            String answer = LargeTexts.prose(turn + 7, 2000);
            conversation.user(question);
            conversation.toolCall("toolu_bench_" + turn, "read_file", "src/part-" + turn + ".js", result);
            conversation.assistant(answer);
            size += JSON.writeValueAsBytes(question + result + answer).length + 300;
        }
        conversation.user(QUESTION);
        return JSON.writeValueAsBytes(conversation.request());
    }

    private static Conversation conversation(Api api, String model, boolean stream) {
        ObjectNode request = JSON.createObjectNode().put("model", model).put("max_tokens", MAX_TOKENS).put("stream", stream);
        if (api == Api.CHAT && stream) {
            request.putObject("stream_options").put("include_usage", true);
        }
        Conversation conversation = api == Api.CHAT ? new ChatConversation(request) : new MessagesConversation(request);
        conversation.system(SYSTEM);
        conversation.tool("read_file", "Reads a file of the project and returns its text.", "path", "The file's path in the project.");
        conversation.tool("run_command", "Runs a command in the project's folder and returns what it prints.", "command",
                "The command, as a shell takes it.");
        return conversation;
    }

    /** A request of one API that is written turn by turn. */
    private interface Conversation {
        ObjectNode request();

        void system(String text);

        void tool(String name, String description, String parameter, String parameterDescription);

        void user(String text);

        void assistant(String text);

        /** The assistant's call of a tool with one path, and what the tool returned. */
        void toolCall(String id, String name, String path, String result);
    }

    private static ObjectNode schema(ObjectNode schema, String parameter, String description) {
        schema.put("type", "object");
        schema.putObject("properties").putObject(parameter).put("type", "string").put("description", description);
        schema.putArray("required").add(parameter);
        return schema;
    }

    private record MessagesConversation(ObjectNode request) implements Conversation {
        @Override
        public void system(String text) {
            request.putArray("system").addObject().put("type", "text").put("text", text);
        }

        @Override
        public void tool(String name, String description, String parameter, String parameterDescription) {
            ObjectNode tool = request.withArray("tools").addObject().put("name", name).put("description", description);
            schema(tool.putObject("input_schema"), parameter, parameterDescription);
        }

        @Override
        public void user(String text) {
            content("user").addObject().put("type", "text").put("text", text);
        }

        @Override
        public void assistant(String text) {
            content("assistant").addObject().put("type", "text").put("text", text);
        }

        @Override
        public void toolCall(String id, String name, String path, String result) {
            content("assistant")
                    .addObject()
                    .put("type", "tool_use")
                    .put("id", id)
                    .put("name", name)
                    .putObject("input")
                    .put("path", path);
            content("user").addObject().put("type", "tool_result").put("tool_use_id", id).put("content", result);
        }

        private ArrayNode content(String role) {
            return request.withArray("messages").addObject().put("role", role).putArray("content");
        }
    }

    private record ChatConversation(ObjectNode request) implements Conversation {
        @Override
        public void system(String text) {
            message("system").put("content", text);
        }

        @Override
        public void tool(String name, String description, String parameter, String parameterDescription) {
            ObjectNode function = request.withArray("tools").addObject().put("type", "function").putObject("function");
            function.put("name", name).put("description", description);
            schema(function.putObject("parameters"), parameter, parameterDescription);
        }

        @Override
        public void user(String text) {
            message("user").put("content", text);
        }

        @Override
        public void assistant(String text) {
            message("assistant").put("content", text);
        }

        @Override
        public void toolCall(String id, String name, String path, String result) {
            ObjectNode call = message("assistant").putNull("content").putArray("tool_calls").addObject();
            call.put("id", id).put("type", "function").putObject("function").put("name", name).put("arguments",
                    JSON.createObjectNode().put("path", path).toString());
            message("tool").put("tool_call_id", id).put("content", result);
        }

        private ObjectNode message(String role) {
            return request.withArray("messages").addObject().put("role", role);
        }
    }
}
