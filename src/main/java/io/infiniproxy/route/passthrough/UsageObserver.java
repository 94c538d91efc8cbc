package io.infiniproxy.route.passthrough;

import io.infiniproxy.openai.CompletionUsage;
import io.infiniproxy.openai.PassingEvent;
import io.infiniproxy.openai.PassingEventReader;

/**
 * Reads what passes by: the usage under any of its names, the model, and the text, to count it where there is no usage. What
 * cannot be read is not an error here. Not thread-safe.
 */
final class UsageObserver {
    private final StringBuilder outputText = new StringBuilder();
    private CompletionUsage usage;
    private String model;
    private boolean finished;

    /** Reads a whole body or the data of one event; returns what it holds, or null when it is no JSON. */
    PassingEvent see(byte[] bytes, int offset, int length) {
        PassingEvent event = PassingEventReader.readOrNull(bytes, offset, length);
        if (event != null) {
            usage = event.usage() == null ? usage : event.usage();
            model = event.model() == null ? model : event.model();
            finished |= event.isFinished();
            outputText.append(event.text());
        }
        return event;
    }

    /** Returns the last usage seen, or null. */
    CompletionUsage usage() {
        return usage;
    }

    /** Returns the model that has answered, or null. */
    String model() {
        return model;
    }

    /** Whether a choice has said why it ended. */
    boolean isFinished() {
        return finished;
    }

    String outputText() {
        return outputText.toString();
    }
}
