package io.infiniproxy.tokens;

import io.infiniproxy.anthropic.ContentBlock;
import io.infiniproxy.anthropic.ContentBlock.DocumentBlock;
import io.infiniproxy.anthropic.ContentBlock.ImageBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolResultBlock;
import io.infiniproxy.anthropic.MessagesRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many input tokens a request has for a model of the backend: a quick guess for the start of every stream, and a count for
 * whoever asks. Both are corrected by what the backend has reported for that model before. Threadsafe.
 */
public final class InputTokens {
    private final TokenCounter counter;
    private final TokenCalibration guesses = new TokenCalibration();
    private final TokenCalibration counts = new TokenCalibration();
    private final Duration pause;
    /** When the next request may be counted to learn from it, in the time of {@link System#nanoTime()}. */
    private final AtomicLong nextLessonNanos = new AtomicLong(System.nanoTime());

    public InputTokens(TokenCounter counter) {
        this(counter, Duration.ofSeconds(10));
    }

    /** {@code pause} lies between two requests that are counted to learn from them. */
    InputTokens(TokenCounter counter, Duration pause) {
        this.counter = counter;
        this.pause = pause;
    }

    /** Returns a guess, fast enough for every request. */
    public long guess(MessagesRequest request, String backendModel) {
        return guesses.of(backendModel, counter.estimate(request));
    }

    /** Returns a count. */
    public long count(MessagesRequest request, String backendModel) {
        return counts.of(backendModel, counter.count(request));
    }

    /**
     * Learns from an answer. To count costs more than to guess, so it is done for a request now and then, beside the requests.
     * What a picture costs is no matter of the tokenizer: such requests teach nothing.
     */
    public void learn(MessagesRequest request, String backendModel, long reported) {
        if (hasPictures(request)) {
            return;
        }
        guesses.learn(backendModel, counter.estimate(request), reported);
        long now = System.nanoTime();
        long next = nextLessonNanos.get();
        if (now - next >= 0 && nextLessonNanos.compareAndSet(next, now + pause.toNanos())) {
            Thread.startVirtualThread(() -> counts.learn(backendModel, counter.count(request), reported));
        }
    }

    private static boolean hasPictures(MessagesRequest request) {
        return request.messages().stream().anyMatch(message -> hasPictures(message.content()));
    }

    private static boolean hasPictures(List<ContentBlock> content) {
        return content.stream()
                .anyMatch(block -> switch (block) {
                    case ImageBlock image -> true;
                    case DocumentBlock document -> true;
                    case ToolResultBlock result -> hasPictures(result.content());
                    default -> false;
                });
    }
}
