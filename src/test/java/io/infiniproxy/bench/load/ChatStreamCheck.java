package io.infiniproxy.bench.load;

import io.infiniproxy.bench.BenchText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Checks a stream of Chat Completions chunks, to its {@code [DONE]}. */
final class ChatStreamCheck implements AnswerCheck, JsonWalk.Visitor, Events.DataListener {
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);
    private static final JsonPaths PATHS = new JsonPaths();
    private static final int TEXT = PATHS.add("choices.delta.content");
    private static final int REASON = PATHS.add("choices.finish_reason");
    private static final int TOKENS = PATHS.add("usage.completion_tokens");
    private static final int ERROR = PATHS.add("error");

    private final JsonWalk walk = new JsonWalk(PATHS, this);
    private final Events events = new Events(this);
    private final EventLines lines = new EventLines(events);
    private final ExpectedText text;
    private final Facts facts;
    private boolean done;

    ChatStreamCheck(int chunks, Facts facts) {
        text = new ExpectedText(BenchText.whole(chunks));
        this.facts = facts;
    }

    @Override
    public void clear() {
        events.clear();
        lines.clear();
        text.clear();
        facts.clear();
        done = false;
    }

    @Override
    public void accept(byte[] bytes, int from, int to) {
        lines.accept(bytes, from, to);
    }

    @Override
    public void data(byte[] bytes, int from, int to) {
        if (done) {
            throw new WrongAnswerException("stream: expected nothing after [DONE], got more");
        }
        if (Arrays.equals(bytes, from, to, DONE, 0, DONE.length)) {
            done = true;
        } else {
            walk.walk(bytes, from, to);
        }
    }

    @Override
    public void string(int path, byte[] json, int from, int to) {
        if (path == TEXT) {
            if (facts.hasReason() && to > from) {
                throw new WrongAnswerException("stream: expected no text after finish_reason, got more");
            }
            text.accept(json, from, to);
        } else if (path == REASON) {
            facts.reason(json, from, to);
        } else if (path == ERROR) {
            throw new WrongAnswerException("stream: " + new String(json, from, to - from, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void scalar(int path, byte[] json, int from, int to) {
        if (path == TOKENS) {
            facts.outputTokens(json, from, to);
        }
    }

    @Override
    public void object(int path) {
        if (path == ERROR) {
            throw new WrongAnswerException("stream: expected chunks, got an error");
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
        if (!done) {
            throw new WrongAnswerException("stream: expected [DONE], got the end of the body");
        }
        text.expectEnd();
        facts.expectAll();
    }
}
