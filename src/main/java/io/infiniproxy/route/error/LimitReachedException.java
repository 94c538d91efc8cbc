package io.infiniproxy.route.error;

import io.infiniproxy.limits.Refusal;
import java.util.Map;

/** A request that a limit of its API key or its user does not admit. */
public final class LimitReachedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    public LimitReachedException(Refusal refusal) {
        super(refusal.message(), null, false, false);
        this.refusal = refusal;
    }

    /**
     * Returns the code of OpenAI's errors.
     *
     * @see <a href="https://platform.openai.com/docs/guides/error-codes">Error codes</a>
     */
    public String openAiCode() {
        return refusal.budget() == null ? "rate_limit_exceeded" : "insufficient_quota";
    }

    /** Returns what tells the client to wait, or that waiting does not help: the SDKs obey both. */
    public Map<String, String> headers() {
        return refusal.waitSeconds() == null
                ? Map.of("x-should-retry", "false")
                : Map.of("retry-after", refusal.waitSeconds().toString());
    }
}
