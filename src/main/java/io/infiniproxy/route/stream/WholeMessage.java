package io.infiniproxy.route.stream;

import io.infiniproxy.anthropic.MessageWriter;
import io.infiniproxy.openai.ChatCompletionChunk;
import io.infiniproxy.openai.CompletionUsage;
import io.infiniproxy.translate.MessageAccumulator;
import io.infiniproxy.translate.MessageStreamTranslator;
import java.util.HashMap;
import java.util.Map;

/** An answer to a Messages client that does not stream: sent when it is complete. Not thread-safe. */
public final class WholeMessage implements MessageSink {
    private final ClientConnection client;
    private final MessageStreamTranslator translator;
    private final MessageAccumulator accumulator = new MessageAccumulator();
    private final Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));

    public WholeMessage(ClientConnection client, MessageStreamTranslator translator) {
        this.client = client;
        this.translator = translator;
        accumulator.accept(translator.start());
    }

    @Override
    public void addHeaders(Map<String, String> added) {
        headers.putAll(added);
    }

    @Override
    public void accept(ChatCompletionChunk chunk) {
        accumulator.accept(translator.accept(chunk));
    }

    @Override
    public void finish(CompletionUsage usage) {
        accumulator.accept(translator.finish(usage));
        client.answer(200, headers, MessageWriter.bytes(accumulator.message()));
    }
}
