package io.infiniproxy.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What an answer has to say once beside its text: why it ended, and how many tokens it has. */
final class Facts {
    /** Whatever count an answer tells is right, and none, too. */
    static final int ANY_TOKENS = -1;

    private final byte[] reason;
    private final int outputTokens;
    private int reasons;
    private int usages;

    Facts(String reason, int outputTokens) {
        this.reason = reason.getBytes(StandardCharsets.US_ASCII);
        this.outputTokens = outputTokens;
    }

    void clear() {
        reasons = 0;
        usages = 0;
    }

    void reason(byte[] json, int from, int to) {
        if (!Arrays.equals(json, from, to, reason, 0, reason.length)) {
            throw new WrongAnswerException("reason of the end: expected " + new String(reason, StandardCharsets.US_ASCII) + ", got "
                    + new String(json, from, to - from, StandardCharsets.UTF_8));
        }
        reasons++;
    }

    void outputTokens(byte[] json, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = 10 * value + json[i] - '0';
        }
        if (value != outputTokens && outputTokens != ANY_TOKENS) {
            throw new WrongAnswerException("output tokens: expected " + outputTokens + ", got " + value);
        }
        usages++;
    }

    boolean hasReason() {
        return reasons > 0;
    }

    /** Both have come, each once. */
    void expectAll() {
        if (reasons != 1) {
            throw new WrongAnswerException("expected one reason of the end, got " + reasons);
        }
        if (usages != 1 && outputTokens != ANY_TOKENS) {
            throw new WrongAnswerException("expected one count of the output tokens, got " + usages);
        }
    }
}
