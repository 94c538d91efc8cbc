package io.infiniproxy.bench.load;

import io.infiniproxy.bench.BenchText;
import java.util.Arrays;

/** Checks an answer that is one JSON text, of either API. */
final class WholeAnswerCheck implements AnswerCheck, JsonWalk.Visitor {
    private final JsonPaths paths = new JsonPaths();
    private final JsonWalk walk = new JsonWalk(paths, this);
    private final int textPath;
    private final int reasonPath;
    private final int tokensPath;
    private final ExpectedText text;
    private final Facts facts;
    private byte[] body = new byte[4096];
    private int length;

    WholeAnswerCheck(Api api, int chunks, Facts facts) {
        textPath = paths.add(api == Api.CHAT ? "choices.message.content" : "content.text");
        reasonPath = paths.add(api == Api.CHAT ? "choices.finish_reason" : "stop_reason");
        tokensPath = paths.add(api == Api.CHAT ? "usage.completion_tokens" : "usage.output_tokens");
        text = new ExpectedText(BenchText.whole(chunks));
        this.facts = facts;
    }

    @Override
    public void clear() {
        length = 0;
        text.clear();
        facts.clear();
    }

    @Override
    public void accept(byte[] bytes, int from, int to) {
        int count = to - from;
        if (length + count > body.length) {
            body = Arrays.copyOf(body, Math.max(length + count, 2 * body.length));
        }
        System.arraycopy(bytes, from, body, length, count);
        length += count;
    }

    @Override
    public boolean hasText() {
        return length > 0;
    }

    @Override
    public void end() {
        walk.walk(body, 0, length);
        text.expectEnd();
        facts.expectAll();
    }

    @Override
    public void string(int path, byte[] json, int from, int to) {
        if (path == textPath) {
            text.accept(json, from, to);
        } else if (path == reasonPath) {
            facts.reason(json, from, to);
        }
    }

    @Override
    public void scalar(int path, byte[] json, int from, int to) {
        if (path == tokensPath) {
            facts.outputTokens(json, from, to);
        }
    }
}
