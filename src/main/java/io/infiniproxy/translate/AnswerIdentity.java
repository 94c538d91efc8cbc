package io.infiniproxy.translate;

/**
 * What an answer is given besides what the backend says.
 *
 * @param messageId {@code msg_…}
 * @param model the model that the client asked for
 * @param estimatedInputTokens for {@code message_start}, before the backend has counted
 * @param contentFilterStopReason what {@code finish_reason: content_filter} becomes
 */
public record AnswerIdentity(
        String messageId, String model, long estimatedInputTokens, String contentFilterStopReason) {}
