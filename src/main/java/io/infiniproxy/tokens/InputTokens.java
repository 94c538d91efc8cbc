package io.infiniproxy.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.infiniproxy.anthropic.ContentBlock;
import io.infiniproxy.anthropic.ContentBlock.DocumentBlock;
import io.infiniproxy.anthropic.ContentBlock.ImageBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolResultBlock;
import io.infiniproxy.anthropic.MessageParam;
import io.infiniproxy.anthropic.MessagesRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many input tokens a request has for a model of the backend: a quick guess for the start of every stream, and a count for
 * whoever asks. Both are corrected by what the backend has reported for that model before. Threadsafe.
 */
public final class InputTokens {
    private static final int MAX_MODELS = 1000;
    private static final int LESSONS_AT_FIRST = 20;
    /** A request of so many has the pause twice, one of twice as many three times, and so on. */
    private static final int TOKENS_OF_PAUSE = 20_000;

    private final TokenCounter counter;
    private final TokenCalibration guesses = new TokenCalibration();
    private final TokenCalibration counts = new TokenCalibration();
    private final Duration pause;
    private final Cache<String, Lessons> lessons =
            Caffeine.newBuilder().maximumSize(MAX_MODELS).build();

    public InputTokens(TokenCounter counter) {
        this(counter, Duration.ofSeconds(10));
    }

    /** {@code pause} lies between two requests that are counted to learn from them, after the first ones. */
    InputTokens(TokenCounter counter, Duration pause) {
        this.counter = counter;
        this.pause = pause;
    }

    /** Returns what {@link TokenCounter#estimate} says of a request, corrected. */
    public long guess(long estimate, String backendModel) {
        return guesses.of(backendModel, estimate);
    }

    /** Returns a count. */
    public long count(MessagesRequest request, String backendModel) {
        return counts.of(backendModel, counter.count(request));
    }

    /**
     * Learns from an answer. To count costs more than to guess, so it is done for the first requests of a model and then for one
     * now and then, beside the requests. What a picture costs is no matter of the tokenizer: such requests teach nothing.
     *
     * @param estimate what {@link TokenCounter#estimate} says of the request
     * @param reported the input's tokens as the backend reports them
     */
    public void learn(MessagesRequest request, long estimate, String backendModel, long reported) {
        if (hasPictures(request)) {
            return;
        }
        guesses.learn(backendModel, estimate, reported);
        if (lessons.get(backendModel, model -> new Lessons()).isDue(pauseAfter(estimate))) {
            Thread.startVirtualThread(() -> counts.learn(backendModel, counter.count(request), reported));
        }
    }

    /** To count takes time by the length of what is counted: a long request may be counted as much more seldom. */
    Duration pauseAfter(long tokens) {
        return pause.multipliedBy(1 + tokens / TOKENS_OF_PAUSE);
    }

    private static boolean hasPictures(MessagesRequest request) {
        for (MessageParam message : request.messages()) {
            if (hasPictures(message.content())) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasPictures(List<ContentBlock> content) {
        for (ContentBlock block : content) {
            boolean isPicture = block instanceof ImageBlock || block instanceof DocumentBlock;
            if (isPicture || block instanceof ToolResultBlock result && hasPictures(result.content())) {
                return true;
            }
        }
        return false;
    }

    /** When the requests for one model are counted to learn from them. */
    private static final class Lessons {
        private final AtomicInteger given = new AtomicInteger();
        private final AtomicLong lastNanos = new AtomicLong();

        boolean isDue(Duration pause) {
            long now = System.nanoTime();
            long last = lastNanos.get();
            return given.get() < LESSONS_AT_FIRST && given.getAndIncrement() < LESSONS_AT_FIRST
                    || now - last >= pause.toNanos() && lastNanos.compareAndSet(last, now);
        }
    }
}
