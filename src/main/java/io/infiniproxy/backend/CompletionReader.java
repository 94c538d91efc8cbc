package io.infiniproxy.backend;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.infiniproxy.anthropic.ApiError;
import io.infiniproxy.openai.BackendErrorReader;
import io.infiniproxy.openai.ChatCompletionChunk;
import io.infiniproxy.openai.ChatCompletionChunkReader;
import io.infiniproxy.sse.SseEvent;
import io.infiniproxy.sse.SseReader;
import io.infiniproxy.sse.SseReader.EventTooLongException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a backend's answer chunk by chunk. A body that is one JSON completion is one chunk, whether or not a stream was
 * asked for; which of both it is, its first characters say better than its content type. One instance an answer; not thread-safe.
 */
public final class CompletionReader {
    private static final Logger LOG = LoggerFactory.getLogger(CompletionReader.class);
    private static final int MAX_EVENT_BYTES = 32 * 1024 * 1024;
    private static final int START_BYTES = 1024;
    private static final int START_LENGTH = "event:".length();
    /** White space and the bytes of a byte order mark. */
    private static final String BLANK = " \t\r\n\u00ef\u00bb\u00bf";

    private static final String ERROR_LINE = "error:";
    private static final int MAX_BROKEN_EVENTS = 3;

    private final Consumer consumer;
    private int brokenEvents;
    private boolean enough;

    private CompletionReader(Consumer consumer) {
        this.consumer = consumer;
    }

    /** What becomes of the chunks. */
    @FunctionalInterface
    public interface Consumer {
        /** Takes the next chunk; returns whether more is wanted. */
        boolean accept(ChatCompletionChunk chunk);

        /** All that has arrived has been accepted, and the backend is waited for: what is to leave must leave now. */
        default void pause() {}
    }

    /**
     * Passes every chunk to {@code consumer} when it has arrived, up to the end of the answer, or until it wants no more.
     *
     * @param contentType the answer's header, or null
     * @return whether this is the end: the backend said so by {@code [DONE]} or a whole JSON body, or no more was wanted
     * @throws BackendException if the answer holds an error, or is none
     * @throws IOException if the backend breaks off or is silent for too long
     */
    public static boolean read(InputStream body, String contentType, Consumer consumer) throws IOException {
        CompletionReader reader = new CompletionReader(consumer);
        byte[] start = start(body);
        if (isEvents(new String(start, StandardCharsets.UTF_8), contentType)) {
            return reader.readEvents(start, body);
        }
        reader.readWhole(WholeBody.read(start, body));
        return true;
    }

    /** Returns what comes first, without the blanks before it and enough to know what follows; less at the end of the body. */
    private static byte[] start(InputStream body) throws IOException {
        byte[] start = new byte[START_BYTES];
        int length = 0;
        int count = body.read(start);
        while (count >= 0) {
            length = withoutBlanks(start, length + count);
            if (tellsKind(start, length)) {
                break;
            }
            count = body.read(start, length, START_BYTES - length);
        }
        return Arrays.copyOf(start, length);
    }

    private static int withoutBlanks(byte[] start, int length) {
        int blanks = 0;
        while (blanks < length && BLANK.indexOf(start[blanks] & 0xff) >= 0) {
            blanks++;
        }
        System.arraycopy(start, blanks, start, 0, length - blanks);
        return length - blanks;
    }

    private static boolean tellsKind(byte[] start, int length) {
        boolean mayBeField = length > 0 && (start[0] == 'd' || start[0] == 'e');
        return length >= (mayBeField ? START_LENGTH : 1);
    }

    private static boolean isEvents(String start, String contentType) {
        if (start.startsWith("data:") || start.startsWith("event:") || start.startsWith(":")) {
            return true;
        }
        boolean saysSo = contentType != null && contentType.contains("event-stream");
        return saysSo && !start.startsWith("{") && !start.startsWith("[") && !start.startsWith("<");
    }

    private boolean readEvents(byte[] start, InputStream body) throws IOException {
        SseReader events = new SseReader(MAX_EVENT_BYTES);
        events.accept(start, start.length);
        InputStream arriving = ArrivingStream.beforeWait(body, consumer::pause);
        do {
            for (SseEvent event = next(events); event != null; event = next(events)) {
                if (event.isDone()) {
                    return true;
                }
                readEvent(event);
                if (enough) {
                    return true;
                }
            }
        } while (events.read(arriving));
        SseEvent rest = events.rest();
        if (rest != null && rest.isDone()) {
            return true;
        }
        if (rest != null) {
            readEvent(rest);
        }
        return enough;
    }

    private static SseEvent next(SseReader events) {
        try {
            return events.next();
        } catch (EventTooLongException e) {
            throw new BackendException(ApiError.ofStatus(502, "The backend's stream cannot be read: " + e.getMessage()));
        }
    }

    private void readEvent(SseEvent event) {
        if (event.dataLength() == 0) {
            expectNoErrorLine(event);
            return;
        }
        try {
            accept(ChatCompletionChunkReader.read(event.dataBytes(), event.dataStart(), event.dataLength()));
        } catch (JsonProcessingException e) {
            if (new String(event.raw(), StandardCharsets.UTF_8).startsWith("event: error")) {
                throw inStream(event.data());
            }
            LOG.warn("Left out an event of the backend's stream that is not JSON ({} bytes)", event.dataLength());
            if (++brokenEvents > MAX_BROKEN_EVENTS) {
                throw new BackendException(ApiError.ofStatus(502, "The backend's stream is not JSON"));
            }
        }
    }

    /** A line {@code error: {…}} is no field of an event, and still all that some versions of llama.cpp's server say. */
    private static void expectNoErrorLine(SseEvent event) {
        byte[] raw = event.raw();
        if (new String(raw, StandardCharsets.UTF_8).startsWith(ERROR_LINE)) {
            throw inStream(Arrays.copyOfRange(raw, ERROR_LINE.length(), raw.length));
        }
    }

    private static BackendException inStream(byte[] error) {
        return new BackendException(FailureMapping.ofError(BackendErrorReader.ofEvent(error)));
    }

    private void readWhole(byte[] body) {
        ChatCompletionChunk completion;
        try {
            completion = ChatCompletionChunkReader.read(body);
        } catch (JsonProcessingException e) {
            throw new BackendException(
                    ApiError.ofStatus(502, BackendErrorReader.read(200, body).message()));
        }
        expectNoError(completion);
        if (!completion.hasChoice()) {
            throw new BackendException(ApiError.ofStatus(502, "The backend answered without a choice"));
        }
        accept(completion);
    }

    private static void expectNoError(ChatCompletionChunk chunk) {
        if (chunk.error() != null) {
            throw new BackendException(FailureMapping.ofError(chunk.error()));
        }
    }

    private void accept(ChatCompletionChunk chunk) {
        expectNoError(chunk);
        if ("error".equals(chunk.finishReason()) || "insufficient_system_resource".equals(chunk.finishReason())) {
            throw new BackendException(
                    ApiError.ofStatus(529, "The backend ended the answer with " + chunk.finishReason()));
        }
        enough = !consumer.accept(chunk);
    }
}
