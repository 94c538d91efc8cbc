package io.infiniproxy.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infiniproxy.backend.BackendException;
import io.infiniproxy.backend.CompletionReader;
import io.infiniproxy.json.Json;
import io.infiniproxy.openai.ChatCompletionChunk;
import io.infiniproxy.openai.ChatCompletionChunk.ToolCallDelta;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** OpenAI's Chat Completions. No setting is sent that some backend may refuse, such as a token limit. */
public final class ChatCompletionsApi implements CheckedApi {
    @Override
    public byte[] request(Trial trial, String model) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("model", model);
        body.putArray("messages").addObject().put("role", "user").put("content", CheckedApi.prompt(trial));
        if (trial != Trial.PLAIN) {
            body.put("stream", true);
        }
        if (trial == Trial.TOOL) {
            ObjectNode tool = body.putArray("tools").addObject().put("type", "function");
            tool.set("function", ReadFileTool.withSchemaIn("parameters"));
        }
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Also a stream without {@code [DONE]} is whole when its choice has a reason to finish. */
    @Override
    public CheckedAnswer read(String contentType, byte[] body) throws IOException {
        AnswerText answer = new AnswerText();
        boolean[] finished = new boolean[1];
        try {
            boolean done = CompletionReader.read(new ByteArrayInputStream(body), contentType, chunk -> {
                add(chunk, answer);
                finished[0] |= chunk.finishReason() != null;
                return true;
            });
            return answer.end(done || finished[0]);
        } catch (BackendException e) {
            throw new UnusableAnswerException(e.getMessage());
        }
    }

    private static void add(ChatCompletionChunk chunk, AnswerText answer) {
        answer.addText(chunk.content());
        for (ToolCallDelta call : chunk.toolCalls()) {
            answer.addToolName(call.name());
            answer.addToolArguments(call.arguments());
        }
    }
}
