package io.infiniproxy.translate;

import java.util.List;

/**
 * What an answer is given besides what the backend says.
 *
 * @param messageId {@code msg_…}
 * @param model the model that the client asked for
 * @param estimatedInputTokens for {@code message_start}, before the backend has counted
 * @param stopSequences those of the request: the text ends before the first of them
 * @param contentFilterStopReason what {@code finish_reason: content_filter} becomes
 * @param thinkTags whether {@code <think>…</think>} at the start of the text is thinking
 */
public record AnswerIdentity(
        String messageId,
        String model,
        long estimatedInputTokens,
        List<String> stopSequences,
        String contentFilterStopReason,
        boolean thinkTags) {}
