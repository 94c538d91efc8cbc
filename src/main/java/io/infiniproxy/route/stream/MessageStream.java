package io.infiniproxy.route.stream;

import io.infiniproxy.anthropic.ApiError;
import io.infiniproxy.anthropic.MessageStreamEvent;
import io.infiniproxy.anthropic.MessageStreamEvent.Ping;
import io.infiniproxy.anthropic.MessageStreamEventWriter;
import io.infiniproxy.concurrent.StreamClock;
import io.infiniproxy.json.JsonBytes;
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
 * <p>What chunks that arrive together give rise to leaves together: it is sent when the backend is waited for.
 *
 * <p>Threadsafe: events come from the exchange's thread, pings from the clock's.
 */
public final class MessageStream implements MessageSink, StreamClock.Ticking {
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "text/event-stream; charset=utf-8", "Cache-Control", "no-cache", "X-Accel-Buffering", "no");
    private static final byte[] PING = MessageStreamEventWriter.bytes(List.of(new Ping()));

    private final ClientConnection client;
    private final MessageStreamTranslator translator;
    private final Timing timing;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, String> headers = new HashMap<>(HEADERS);
    /** What has not left yet, whole events only: of the exchange's thread alone. */
    private final JsonBytes unsent = new JsonBytes();

    private long writtenNanos = System.nanoTime();
    private volatile boolean begun;
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

    /** Takes what a chunk gives rise to; {@code message_start} comes before the first. */
    @Override
    public void accept(ChatCompletionChunk chunk) {
        beginOnce();
        MessageStreamEventWriter.write(translator.accept(chunk), unsent);
    }

    private void beginOnce() {
        if (!begun) {
            lock.lock();
            try {
                if (!begun) {
                    unsent.append(begin());
                }
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public void flush() {
        if (unsent.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            writtenNanos = System.nanoTime();
            client.write(unsent.take(), timing.longestWait());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void finish(CompletionUsage usage) {
        beginOnce();
        end(translator.finish(usage));
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
                end(translator.fail(error));
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
        writtenNanos = System.nanoTime(); // no ping before what begins the stream has left
        client.begin(200, headers);
        return MessageStreamEventWriter.bytes(translator.start());
    }

    private void end(List<MessageStreamEvent> events) {
        MessageStreamEventWriter.write(events, unsent);
        lock.lock();
        try {
            ended = true;
            client.end(unsent.take());
        } finally {
            lock.unlock();
        }
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
