package io.infiniproxy.route.stream;

import io.infiniproxy.anthropic.ApiError;
import io.infiniproxy.anthropic.MessageStreamEvent;
import io.infiniproxy.anthropic.MessageStreamEvent.Ping;
import io.infiniproxy.anthropic.MessageStreamEventWriter;
import io.infiniproxy.concurrent.StreamClock;
import io.infiniproxy.openai.ChatCompletionChunk;
import io.infiniproxy.openai.CompletionUsage;
import io.infiniproxy.translate.MessageStreamTranslator;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A streamed answer to a Messages client. The 200 leaves with the first event that is known to be good, so that a backend
 * that fails before it is told by its status; or after a time of silence, from when on pings keep the client waiting.
 *
 * <p>Threadsafe: events come from the exchange's thread, pings from the clock's.
 */
public final class MessageStream implements MessageSink, StreamClock.Ticking {
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "text/event-stream; charset=utf-8", "Cache-Control", "no-cache", "X-Accel-Buffering", "no");
    private static final byte[] NOTHING = {};
    private static final byte[] PING = MessageStreamEventWriter.bytes(List.of(new Ping()));

    private final ClientConnection client;
    private final MessageStreamTranslator translator;
    private final Timing timing;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, String> headers = new HashMap<>(HEADERS);
    private long writtenNanos = System.nanoTime();
    private boolean begun;
    private boolean ended;

    /**
     * When to break the silence, and how long to wait for a client that does not read.
     *
     * @param commit silence after which the 200 and {@code message_start} leave
     * @param ping silence after which a {@code ping} leaves, once the stream has begun
     */
    public record Timing(Duration commit, Duration ping, Duration longestWait) {}

    public MessageStream(ClientConnection client, MessageStreamTranslator translator, Timing timing) {
        this.client = client;
        this.translator = translator;
        this.timing = timing;
    }

    @Override
    public void addHeaders(Map<String, String> added) {
        lock.lock();
        try {
            headers.putAll(added);
        } finally {
            lock.unlock();
        }
    }

    /** Sends what a chunk gives rise to; {@code message_start} before the first. */
    @Override
    public void accept(ChatCompletionChunk chunk) {
        lock.lock();
        try {
            byte[] start = begun ? NOTHING : begin();
            write(start, translator.accept(chunk));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void finish(CompletionUsage usage) {
        lock.lock();
        try {
            byte[] start = begun ? NOTHING : begin();
            end(start, translator.finish(usage));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends a stream that has begun with an {@code error} event. One that has not begun never will: the clock must not begin it
     * while the error is told by a status.
     *
     * @return whether it had begun, so that the client has been told
     */
    public boolean fail(ApiError error) {
        lock.lock();
        try {
            if (begun) {
                end(NOTHING, translator.fail(error));
            }
            ended = true;
            return begun;
        } finally {
            lock.unlock();
        }
    }

    /** Breaks a long silence; never waits for the thread that is sending. */
    @Override
    public void tick(long nowNanos) {
        if (!lock.tryLock()) {
            return;
        }
        try {
            long silentNanos = nowNanos - writtenNanos;
            Duration patience = begun ? timing.ping() : timing.commit();
            if (!ended && silentNanos >= patience.toNanos()) {
                writtenNanos = nowNanos;
                client.writeUnlessFull(begun ? PING : concat(begin(), PING));
            }
        } finally {
            lock.unlock();
        }
    }

    private byte[] begin() {
        begun = true;
        client.begin(200, headers);
        return MessageStreamEventWriter.bytes(translator.start());
    }

    private void write(byte[] start, List<MessageStreamEvent> events) {
        byte[] bytes = concat(start, MessageStreamEventWriter.bytes(events));
        if (bytes.length > 0) {
            writtenNanos = System.nanoTime();
            client.write(bytes, timing.longestWait());
        }
    }

    private void end(byte[] start, List<MessageStreamEvent> events) {
        ended = true;
        client.end(concat(start, MessageStreamEventWriter.bytes(events)));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        if (first.length == 0) {
            return second;
        }
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
