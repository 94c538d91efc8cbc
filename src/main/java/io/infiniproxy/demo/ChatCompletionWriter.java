package io.infiniproxy.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Writes an answer as a Chat Completion, or as the chunks of one. */
final class ChatCompletionWriter {
    private final AnswerHead head;

    ChatCompletionWriter(AnswerHead head) {
        this.head = head;
    }

    ObjectNode completion(DemoAnswer answer) {
        var completion = head.json("chat.completion");
        completion.putArray("choices").add(choice(answer));
        completion.set("usage", answer.usage().json());
        return completion;
    }

    private static ObjectNode choice(DemoAnswer answer) {
        var choice = Json.object().put("index", 0);
        choice.set("message", message(answer));
        return choice.putNull("logprobs").put("finish_reason", answer.finishReason());
    }

    private static ObjectNode message(DemoAnswer answer) {
        var message = Json.object().put("role", "assistant").put("content", answer.content());
        message.putNull("refusal");
        if (!answer.toolCalls().isEmpty()) {
            var toolCalls = message.putArray("tool_calls");
            answer.toolCalls().forEach(call -> toolCalls.add(toolCall(Json.object(), call, call.arguments())));
        }
        return message;
    }

    private static ObjectNode toolCall(ObjectNode start, ToolCall call, String arguments) {
        start.put("id", Ids.next("call_")).put("type", "function");
        start.putObject("function").put("name", call.name()).put("arguments", arguments);
        return start;
    }

    /** The chunks in their order: role, content or tool calls, finish, and the usage if it is asked for. */
    List<ObjectNode> chunks(DemoAnswer answer, boolean includeUsage) {
        var chunks = new ArrayList<ObjectNode>();
        deltas(answer).forEach(delta -> chunks.add(chunk(delta, null)));
        chunks.add(chunk(Json.object(), answer.finishReason()));
        if (includeUsage) {
            chunks.forEach(chunk -> chunk.putNull("usage"));
            chunks.add(usageChunk(answer.usage()));
        }
        return chunks;
    }

    private static List<ObjectNode> deltas(DemoAnswer answer) {
        var deltas = new ArrayList<ObjectNode>();
        deltas.add(Json.object().put("role", "assistant").put("content", answer.content() == null ? null : ""));
        if (answer.content() != null) {
            Words.of(answer.content()).forEach(word -> deltas.add(Json.object().put("content", word)));
        }
        for (int index = 0; index < answer.toolCalls().size(); index++) {
            deltas.addAll(deltas(index, answer.toolCalls().get(index)));
        }
        return deltas;
    }

    private static List<ObjectNode> deltas(int index, ToolCall call) {
        var deltas = new ArrayList<ObjectNode>();
        deltas.add(toolCallDelta(toolCall(Json.object().put("index", index), call, "")));
        for (String piece : call.argumentPieces()) {
            var toolCall = Json.object().put("index", index);
            toolCall.putObject("function").put("arguments", piece);
            deltas.add(toolCallDelta(toolCall));
        }
        return deltas;
    }

    private static ObjectNode toolCallDelta(ObjectNode toolCall) {
        var delta = Json.object();
        delta.putArray("tool_calls").add(toolCall);
        return delta;
    }

    private ObjectNode chunk(ObjectNode delta, String finishReason) {
        var chunk = head.json("chat.completion.chunk");
        var choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("logprobs").put("finish_reason", finishReason);
        return chunk;
    }

    private ObjectNode usageChunk(Usage usage) {
        var chunk = head.json("chat.completion.chunk");
        chunk.putArray("choices");
        chunk.set("usage", usage.json());
        return chunk;
    }
}
