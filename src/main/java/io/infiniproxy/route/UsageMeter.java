package io.infiniproxy.route;

import io.infiniproxy.keys.Caller;
import io.infiniproxy.openai.CompletionUsage;
import io.infiniproxy.prices.Prices;
import io.infiniproxy.usage.Call;
import io.infiniproxy.usage.Outcome;
import io.infiniproxy.usage.TokenUsage;
import io.infiniproxy.usage.UsageRecord;
import java.time.Instant;
import java.util.List;

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
    private String askedBackendModel;
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

    /** Returns what was asked for, or null. */
    public String askedModel() {
        return model;
    }

    /** Remembers the model that the backend is asked for, where it is not the client's. */
    public void asksBackendFor(String backendsModel) {
        askedBackendModel = backendsModel;
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

    /** Returns the record of the request, its cost by the prices of now; {@code tokens} is null when nothing was used. */
    public UsageRecord record(TokenUsage tokens, Prices prices, Outcome outcome, int status) {
        TokenUsage used = tokens == null ? NOTHING : tokens;
        return new UsageRecord(
                requestId,
                timestamp,
                caller.apiKeyId(),
                caller.userId(),
                new Call(endpoint, model, backendModel, backend, stream, client, sessionId),
                used,
                prices.costNanos(pricedModels(), used),
                outcome,
                status,
                timeToFirstTokenMs,
                elapsedMs());
    }

    /** What is priced is the model that served, else the one that was asked for: a client's name for it may mean another model. */
    private List<String> pricedModels() {
        String asked = askedBackendModel == null ? model : askedBackendModel;
        if (backendModel == null) {
            return asked == null ? List.of() : List.of(asked);
        }
        return asked == null ? List.of(backendModel) : List.of(backendModel, asked);
    }

    private long elapsedMs() {
        return (System.nanoTime() - startNanos) / 1_000_000;
    }
}
