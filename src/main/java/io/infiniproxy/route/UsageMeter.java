package io.infiniproxy.route;

import io.infiniproxy.keys.Caller;
import io.infiniproxy.openai.CompletionUsage;
import io.infiniproxy.usage.Call;
import io.infiniproxy.usage.Outcome;
import io.infiniproxy.usage.TokenUsage;
import io.infiniproxy.usage.UsageRecord;
import java.time.Instant;

/** Gathers what one request uses, from its first byte to its last. One instance a request; not thread-safe. */
public final class UsageMeter {
    private static final TokenUsage NOTHING = new TokenUsage(0, 0, 0, 0, 0, false);

    private final String requestId;
    private final Caller caller;
    private final String endpoint;
    private final String client;
    private final String sessionId;
    private final Instant timestamp = Instant.now();
    private final long startNanos = System.nanoTime();
    private String model;
    private String backendModel;
    private String backend;
    private boolean stream;
    private boolean calledBackend;
    private Long timeToFirstTokenMs;

    UsageMeter(String requestId, Caller caller, String endpoint, String client, String sessionId) {
        this.requestId = requestId;
        this.caller = caller;
        this.endpoint = endpoint;
        this.client = client;
        this.sessionId = sessionId;
    }

    /** Returns the tokens as they are recorded. */
    public static TokenUsage tokens(CompletionUsage usage, boolean isEstimated) {
        return new TokenUsage(
                usage.promptTokens(),
                usage.completionTokens(),
                usage.cachedTokens(),
                usage.cacheWriteTokens(),
                usage.reasoningTokens(),
                isEstimated);
    }

    /** Remembers what was asked for; {@code askedModel} may be null. */
    public void asked(String askedModel, boolean asStream) {
        model = askedModel;
        stream = asStream;
    }

    /** The backend of this host is being called: from now on there is something to record. */
    public void callsBackend(String host) {
        calledBackend = true;
        backend = host;
    }

    public boolean hasCalledBackend() {
        return calledBackend;
    }

    /** The first token of the answer has come. */
    public void firstToken() {
        if (timeToFirstTokenMs == null) {
            timeToFirstTokenMs = elapsedMs();
        }
    }

    /** Remembers the model that the backend says has answered; null changes nothing. */
    public void servedBy(String servedModel) {
        backendModel = servedModel == null ? backendModel : servedModel;
    }

    /** Returns the record of the request; {@code tokens} is null when nothing was used. */
    public UsageRecord record(TokenUsage tokens, Outcome outcome, int status) {
        return new UsageRecord(
                requestId,
                timestamp,
                caller.apiKeyId(),
                caller.userId(),
                new Call(endpoint, model, backendModel, backend, stream, client, sessionId),
                tokens == null ? NOTHING : tokens,
                null,
                outcome,
                status,
                timeToFirstTokenMs,
                elapsedMs());
    }

    private long elapsedMs() {
        return (System.nanoTime() - startNanos) / 1_000_000;
    }
}
