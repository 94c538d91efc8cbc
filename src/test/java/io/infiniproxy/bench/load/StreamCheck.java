package io.infiniproxy.bench.load;

import io.infiniproxy.bench.BenchText;

/** What the checks of both APIs' streams share: the lines and events, the text and the facts. */
abstract class StreamCheck implements AnswerCheck, JsonWalk.Visitor, Events.DataListener {
    final JsonWalk walk;
    final Events events = new Events(this);
    final ExpectedText text;
    final Facts facts;
    private final EventLines lines = new EventLines(events);
    private final int tokensPath;

    /** {@code tokensPath} is the one among {@code paths} that holds the count of the answer's tokens. */
    StreamCheck(JsonPaths paths, int tokensPath, int chunks, Facts facts) {
        walk = new JsonWalk(paths, this);
        text = new ExpectedText(BenchText.whole(chunks));
        this.tokensPath = tokensPath;
        this.facts = facts;
    }

    @Override
    public void clear() {
        events.clear();
        lines.clear();
        text.clear();
        facts.clear();
    }

    @Override
    public void accept(byte[] bytes, int from, int to) {
        lines.accept(bytes, from, to);
    }

    @Override
    public void scalar(int path, byte[] json, int from, int to) {
        if (path == tokensPath) {
            facts.outputTokens(json, from, to);
        }
    }

    @Override
    public boolean hasText() {
        return text.hasBegun();
    }

    @Override
    public void end() {
        lines.expectEnd();
        events.expectEnd();
        expectLastEvent();
        text.expectEnd();
        facts.expectAll();
    }

    /** Throws a {@link WrongAnswerException} when the event that ends a stream has not come. */
    abstract void expectLastEvent();
}
