package io.infiniproxy.openai;

/**
 * What is to be known of an event, or a whole body, that passes by: of a Chat Completion, a Completion, an embedding or a Response.
 *
 * @param type the event's own, as the Responses API has it; null elsewhere
 * @param model null where it says none
 * @param usage null where it has none
 * @param hasUsage whether there is a member {@code usage}, whatever it is
 * @param hasNullUsage whether that is {@code null}
 * @param hasNoChoices whether its choices are an empty array
 * @param isFinished whether a choice says why it ends
 * @param text all that the model has written in it; may be empty
 */
public record PassingEvent(
        String type,
        String model,
        CompletionUsage usage,
        boolean hasUsage,
        boolean hasNullUsage,
        boolean hasNoChoices,
        boolean isFinished,
        String text) {}
