package io.infiniproxy.demo;

import java.io.IOException;

/** {@code POST /v1/chat/completions}, whole or as a stream. */
final class ChatCompletions implements Endpoint {
    private final DemoModel model = new DemoModel();

    @Override
    public void answer(DemoExchange exchange) throws IOException {
        var request = exchange.readObject();
        var answer = model.answer(request);
        var writer = new ChatCompletionWriter(AnswerHead.of("chatcmpl-", request));
        if (request.path("stream").asBoolean()) {
            boolean includeUsage = request.path("stream_options").path("include_usage").asBoolean();
            var chunks = writer.chunks(answer, includeUsage);
            exchange.startEventStream().send(chunks);
        } else {
            exchange.json(200, writer.completion(answer));
        }
    }
}
