package io.infiniproxy.bench.load;

/** The API that a client speaks. */
public enum Api {
    CHAT("/v1/chat/completions"),
    MESSAGES("/v1/messages");

    private final String path;

    Api(String path) {
        this.path = path;
    }

    public String path() {
        return path;
    }

    /** Returns what checks answers of so many chunks. */
    AnswerCheck check(boolean stream, int chunks, boolean anyTokens) {
        String reason = this == CHAT ? "stop" : "end_turn";
        Facts facts = new Facts(reason, anyTokens ? Facts.ANY_TOKENS : chunks);
        if (!stream) {
            return new WholeAnswerCheck(this, chunks, facts);
        }
        return this == CHAT ? new ChatStreamCheck(chunks, facts) : new MessageStreamCheck(chunks, facts);
    }
}
