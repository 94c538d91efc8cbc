package io.infiniproxy.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Checks a stream of Messages events: their order, the text of the one block, and all to {@code message_stop}. */
final class MessageStreamCheck extends StreamCheck {
    private static final JsonPaths PATHS = new JsonPaths();
    private static final int TYPE = PATHS.add("type");
    private static final int TEXT = PATHS.add("delta.text");
    private static final int REASON = PATHS.add("delta.stop_reason");
    private static final int TOKENS = PATHS.add("usage.output_tokens");

    private static final byte[] PING = ascii("ping");
    private static final byte[] DELTA = ascii("content_block_delta");
    private static final byte[][] ORDER = {
        ascii("message_start"), ascii("content_block_start"), DELTA, ascii("content_block_stop"), ascii("message_delta"),
        ascii("message_stop")
    };
    private static final int TEXT_STEP = 2;

    private int step;
    private boolean typed;
    private boolean hasText;

    MessageStreamCheck(int chunks, Facts facts) {
        super(PATHS, TOKENS, chunks, facts);
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void clear() {
        super.clear();
        step = -1;
    }

    @Override
    public void data(byte[] bytes, int from, int to) {
        typed = false;
        hasText = false;
        walk.walk(bytes, from, to);
        if (!typed) {
            throw new WrongAnswerException("stream: expected an event with a type, got one without");
        }
        if (hasText && step != TEXT_STEP) {
            throw new WrongAnswerException("stream: expected text in a content_block_delta, got it in " + name(step));
        }
    }

    @Override
    public void string(int path, byte[] json, int from, int to) {
        if (path == TYPE) {
            typed = true;
            follow(json, from, to);
        } else if (path == TEXT) {
            hasText = true;
            text.accept(json, from, to);
        } else if (path == REASON) {
            facts.reason(json, from, to);
        }
    }

    /** Each type comes once and in its order, but for the deltas, and pings come at any time before the end. */
    private void follow(byte[] json, int from, int to) {
        if (!events.isNamed(json, from, to)) {
            throw new WrongAnswerException("stream: expected an event named as its type, "
                    + new String(json, from, to - from, StandardCharsets.UTF_8));
        }
        if (Arrays.equals(PING, 0, PING.length, json, from, to) && step < ORDER.length - 1) {
            return;
        }
        if (step == TEXT_STEP && is(TEXT_STEP, json, from, to)) {
            return;
        }
        if (step + 1 >= ORDER.length || !is(step + 1, json, from, to)) {
            throw new WrongAnswerException("stream: expected " + name(step + 1) + " after " + name(step) + ", got "
                    + new String(json, from, to - from, StandardCharsets.UTF_8));
        }
        step++;
    }

    private static boolean is(int step, byte[] json, int from, int to) {
        return Arrays.equals(ORDER[step], 0, ORDER[step].length, json, from, to);
    }

    private static String name(int step) {
        return step < 0 ? "the beginning" : step < ORDER.length ? new String(ORDER[step], StandardCharsets.US_ASCII) : "nothing";
    }

    @Override
    void expectLastEvent() {
        if (step != ORDER.length - 1) {
            throw new WrongAnswerException("stream: expected message_stop, got the end of the body after " + name(step));
        }
    }
}
