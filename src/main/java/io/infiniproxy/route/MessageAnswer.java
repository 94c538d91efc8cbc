package io.infiniproxy.route;

import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.backend.CompletionReader;
import io.infiniproxy.openai.ChatCompletionChunk;
import io.infiniproxy.openai.CompletionUsage;
import io.infiniproxy.route.limits.AskedTokens;
import io.infiniproxy.route.stream.MessageSink;
import io.infiniproxy.tokens.InputTokens;
import io.infiniproxy.tokens.TokenCounter;
import io.infiniproxy.translate.MessageStreamTranslator;
import io.infiniproxy.usage.TokenUsage;

/**
 * The answer to a Messages client as it comes about, and what it uses. One instance a request; used by the exchange's thread
 * alone.
 */
public final class MessageAnswer implements AskedTokens, CompletionReader.Consumer {
    private final MessagesRequest request;
    private final MessageStreamTranslator translator;
    private final MessageSink sink;
    private final UsageMeter meter;
    private final String backendModel;
    private final Tokens tokens;
    private final long estimate;
    private CompletionUsage counted;
    private boolean backendAnswers;

    /** What counts tokens where the backend does not, and learns where it does. */
    record Tokens(TokenCounter counter, InputTokens input) {}

    /** {@code estimate} is what {@link TokenCounter#estimate} says of the request. */
    MessageAnswer(
            MessagesRequest request,
            MessageStreamTranslator translator,
            MessageSink sink,
            UsageMeter meter,
            String backendModel,
            Tokens tokens,
            long estimate) {
        this.request = request;
        this.translator = translator;
        this.sink = sink;
        this.meter = meter;
        this.backendModel = backendModel;
        this.tokens = tokens;
        this.estimate = estimate;
    }

    @Override
    public String askedModel() {
        return backendModel;
    }

    @Override
    public long inputTokens() {
        return tokens.input().guess(estimate, backendModel);
    }

    @Override
    public long maxOutputTokens() {
        return request.maxTokens() == null ? DEFAULT_OUTPUT_TOKENS : request.maxTokens();
    }

    MessageSink sink() {
        return sink;
    }

    @Override
    public boolean accept(ChatCompletionChunk chunk) {
        backendAnswers = true;
        meter.firstToken();
        sink.accept(chunk);
        meter.servedBy(translator.backendModel());
        return translator.wantsMore();
    }

    @Override
    public void pause() {
        sink.flush();
    }

    /** Whether what the backend may still send is of use. */
    boolean wantsMore() {
        return translator.wantsMore();
    }

    /** Whether the backend has said by itself that the answer is complete. */
    boolean isComplete() {
        return translator.isFinished();
    }

    boolean hasChoice() {
        return translator.isAnswered();
    }

    /** Checks, at the backend's end, that what has been sent can be finished. */
    void expectWholeToolCalls() {
        translator.expectWholeToolCalls();
    }

    /** Sends the last events. */
    void finish() {
        sink.finish(usage());
        if (translator.usage() != null) {
            tokens.input().learn(request, estimate, backendModel, translator.usage().promptTokens());
        }
    }

    /** Returns the tokens so far: the backend's figures, or those counted here. */
    TokenUsage tokens() {
        return UsageMeter.tokens(usage(), translator.usage() == null && backendAnswers);
    }

    private CompletionUsage usage() {
        if (translator.usage() != null) {
            return translator.usage();
        }
        if (counted == null) {
            counted = backendAnswers ? count() : new CompletionUsage(0, 0, 0, 0, 0);
        }
        return counted;
    }

    private CompletionUsage count() {
        long inputTokens = tokens.input().count(request, backendModel);
        return new CompletionUsage(inputTokens, tokens.counter().count(translator.outputText()), 0, 0, 0);
    }
}
