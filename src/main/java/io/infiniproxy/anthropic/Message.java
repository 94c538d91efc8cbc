package io.infiniproxy.anthropic;

import java.util.List;

/**
 * An answer.
 *
 * @param id {@code msg_…}
 * @param model the model that the client asked for
 * @param stopReason null while the answer is being streamed
 * @param stopSequence the stop sequence that was met, or null
 * @param stopDetails null unless the answer was refused
 */
public record Message(
        String id,
        String model,
        List<ContentBlock> content,
        String stopReason,
        String stopSequence,
        RefusalStopDetails stopDetails,
        Usage usage) {}
