package io.infiniproxy.translate;

/**
 * The reason why an answer ended.
 *
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/handling-stop-reasons">Handling stop reasons</a>
 */
final class StopReasons {
    private StopReasons() {}

    /** Whether the answer ended before the model was done. */
    static boolean isCutShort(String finishReason) {
        return "length".equals(finishReason) || "model_length".equals(finishReason);
    }

    /**
     * Returns the {@code stop_reason}. What was sent counts more than what the backend says: {@code tool_use} without a
     * call, or {@code end_turn} with one, stops a client dead.
     *
     * @param finishReason the backend's, or null
     * @param contentFilterStopReason what {@code content_filter} is called
     */
    static String of(
            String finishReason, boolean toolUsed, boolean refused, String stopSequence, String contentFilterStopReason) {
        if ("length".equals(finishReason)) {
            return "max_tokens";
        }
        if ("model_length".equals(finishReason)) {
            return "model_context_window_exceeded";
        }
        if ("content_filter".equals(finishReason)) {
            return contentFilterStopReason;
        }
        if (refused) {
            return "refusal";
        }
        if (toolUsed) {
            return "tool_use";
        }
        return "stop".equals(finishReason) && stopSequence != null ? "stop_sequence" : "end_turn";
    }
}
