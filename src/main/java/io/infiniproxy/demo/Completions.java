package io.infiniproxy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code POST /v1/completions}, whole or as a stream: one choice for each prompt. */
final class Completions implements Endpoint {
    private final DemoModel model = new DemoModel();

    @Override
    public void answer(DemoExchange exchange) throws IOException {
        var request = exchange.readObject();
        var limits = TextLimits.of(request);
        var answers = prompts(request.path("prompt")).stream()
                .map(prompt -> model.complete(prompt, limits))
                .toList();
        var writer = new CompletionWriter(AnswerHead.of("cmpl-", request));
        if (request.path("stream").asBoolean()) {
            boolean includeUsage = request.path("stream_options").path("include_usage").asBoolean();
            var chunks = writer.chunks(answers, includeUsage);
            exchange.startEventStream().send(chunks);
        } else {
            exchange.json(200, writer.completion(answers));
        }
    }

    /** One text, several, or token numbers, which are taken as they are written. */
    private static List<String> prompts(JsonNode prompt) {
        if (prompt.isTextual()) {
            return List.of(prompt.asText());
        }
        if (!prompt.isArray() || prompt.isEmpty()) {
            throw RejectedRequestException.invalid("prompt", "prompt: expected a text or an array, got " + prompt);
        }
        if (prompt.get(0).isNumber()) {
            return List.of(prompt.toString());
        }
        var prompts = new ArrayList<String>();
        prompt.forEach(each -> prompts.add(each.isTextual() ? each.asText() : each.toString()));
        return prompts;
    }
}
