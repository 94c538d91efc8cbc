package io.infiniproxy.route.limits;

/**
 * What a request asks for, as far as limits care. Only asked of callers who have limits: what it takes to know it is saved for
 * all others.
 */
public interface AskedTokens {
    /** For the answers to requests that name no limit of their own. */
    long DEFAULT_OUTPUT_TOKENS = 4096;

    /** Returns the model that the backend is asked for; may be null. */
    String askedModel();

    /** Returns a guess of the input's tokens. */
    long inputTokens();

    /** Returns how many tokens the answer may have. */
    long maxOutputTokens();
}
