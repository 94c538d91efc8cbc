package io.infiniproxy.limits;

/** How far the limits per minute are used up: of several subjects, those that will be first. Null where there is no limit. */
public record Rates(Rate requests, Rate tokens) {
    static final Rates NONE = new Rates(null, null);

    Rates and(Limits limits, Levels levels) {
        return new Rates(
                Rate.tighter(requests, Rate.of(limits.requestsPerMinute(), levels.requests(), levels.atMs())),
                Rate.tighter(tokens, Rate.of(limits.tokensPerMinute(), levels.tokens(), levels.atMs())));
    }
}
