package io.infiniproxy.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Checks a stream of Chat Completions chunks, to its {@code [DONE]}. */
final class ChatStreamCheck extends StreamCheck {
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);
    private static final JsonPaths PATHS = new JsonPaths();
    private static final int TEXT = PATHS.add("choices.delta.content");
    private static final int REASON = PATHS.add("choices.finish_reason");
    private static final int TOKENS = PATHS.add("usage.completion_tokens");
    private static final int ERROR = PATHS.add("error");

    private boolean done;

    ChatStreamCheck(int chunks, Facts facts) {
        super(PATHS, TOKENS, chunks, facts);
    }

    @Override
    public void clear() {
        super.clear();
        done = false;
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
    public void object(int path) {
        if (path == ERROR) {
            throw new WrongAnswerException("stream: expected chunks, got an error");
        }
    }

    @Override
    void expectLastEvent() {
        if (!done) {
            throw new WrongAnswerException("stream: expected [DONE], got the end of the body");
        }
    }
}
