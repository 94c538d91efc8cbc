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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many input tokens a request has for a model of the backend: a quick guess for the start of every stream, and a count for
 * whoever asks. Both are corrected by what the backend has reported for that model before. Threadsafe.
 */
public final class InputTokens {
    private static final int MAX_MODELS = 1000;
    private static final int LESSONS_AT_FIRST = 20;
    /** A request of so many counts as two lessons, and has the pause twice; one of twice as many three times, and so on. */
    private static final int TOKENS_OF_LESSON = 20_000;
    private static final int IDLE_SECONDS = 10;

    private final TokenCounter counter;
    private final TokenCalibration guesses = new TokenCalibration();
    private final TokenCalibration counts = new TokenCalibration();
    private final Duration pause;
    private final Cache<String, Lessons> lessons =
            Caffeine.newBuilder().maximumSize(MAX_MODELS).build();
    /** A thread of the system's: to count is work without a pause, for which a virtual one would hold requests up. */
    private final Executor counting = counting();

    public InputTokens(TokenCounter counter) {
        this(counter, Duration.ofSeconds(10));
    }

    /** {@code pause} lies between two requests that are counted to learn from them, after the first ones. */
    InputTokens(TokenCounter counter, Duration pause) {
        this.counter = counter;
        this.pause = pause;
    }

    private static Executor counting() {
        var executor = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(LESSONS_AT_FIRST),
                Thread.ofPlatform().name("count-tokens").daemon().factory(), new ThreadPoolExecutor.DiscardPolicy());
        executor.allowCoreThreadTimeOut(true);
        return executor;
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
     * Learns from an answer. To count costs more than to guess, and the more the longer a request is, so it is done for the first of a model
     * and then for one now and then, beside the requests. What a picture costs is no matter of the tokenizer: such requests teach nothing.
     *
     * @param estimate what {@link TokenCounter#estimate} says of the request
     * @param reported the input's tokens as the backend reports them
     */
    public void learn(MessagesRequest request, long estimate, String backendModel, long reported) {
        if (hasPictures(request)) {
            return;
        }
        guesses.learn(backendModel, estimate, reported);
        if (lessons.get(backendModel, model -> new Lessons()).isDue(weight(estimate), pause)) {
            counting.execute(() -> counts.learn(backendModel, counter.count(request), reported));
        }
    }

    /** Returns how many lessons a request of so many tokens is worth: it costs and teaches as much as they do. */
    static int weight(long tokens) {
        return 1 + (int) (tokens / TOKENS_OF_LESSON);
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

    /** When the requests for one model are counted to learn from them. Threadsafe. */
    static final class Lessons {
        private final AtomicInteger given = new AtomicInteger();
        private final AtomicLong lastNanos = new AtomicLong();

        /** Returns whether one of this weight is due, and takes it as given then. */
        boolean isDue(int weight, Duration pause) {
            long now = System.nanoTime();
            if (given.get() < LESSONS_AT_FIRST && given.getAndAdd(weight) < LESSONS_AT_FIRST) {
                lastNanos.set(now);
                return true;
            }
            long last = lastNanos.get();
            return now - last >= weight * pause.toNanos() && lastNanos.compareAndSet(last, now);
        }
    }
}
