package io.infiniproxy.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Writes answers as a Completion, one choice each, or as the chunks of one. */
final class CompletionWriter {
    private static final String OBJECT = "text_completion";

    private final AnswerHead head;

    CompletionWriter(AnswerHead head) {
        this.head = head;
    }

    ObjectNode completion(List<DemoAnswer> answers) {
        var completion = head.json(OBJECT);
        var choices = completion.putArray("choices");
        for (int index = 0; index < answers.size(); index++) {
            choices.add(choice(index, answers.get(index).content(), answers.get(index).finishReason()));
        }
        completion.set("usage", usage(answers));
        return completion;
    }

    List<ObjectNode> chunks(List<DemoAnswer> answers, boolean includeUsage) {
        var chunks = new ArrayList<ObjectNode>();
        for (int index = 0; index < answers.size(); index++) {
            chunks.addAll(chunks(index, answers.get(index)));
        }
        if (includeUsage) {
            chunks.forEach(chunk -> chunk.putNull("usage"));
            chunks.add(usageChunk(answers));
        }
        return chunks;
    }

    private List<ObjectNode> chunks(int index, DemoAnswer answer) {
        var chunks = new ArrayList<ObjectNode>();
        Words.of(answer.content()).forEach(word -> chunks.add(chunk(choice(index, word, null))));
        chunks.add(chunk(choice(index, "", answer.finishReason())));
        return chunks;
    }

    private static ObjectNode choice(int index, String text, String finishReason) {
        return Json.object()
                .put("text", text)
                .put("index", index)
                .putNull("logprobs")
                .put("finish_reason", finishReason);
    }

    private ObjectNode chunk(ObjectNode choice) {
        var chunk = head.json(OBJECT);
        chunk.putArray("choices").add(choice);
        return chunk;
    }

    private ObjectNode usageChunk(List<DemoAnswer> answers) {
        var chunk = head.json(OBJECT);
        chunk.putArray("choices");
        chunk.set("usage", usage(answers));
        return chunk;
    }

    private static ObjectNode usage(List<DemoAnswer> answers) {
        return answers.stream().map(DemoAnswer::usage).reduce(new Usage(0, 0), Usage::plus).json();
    }
}
