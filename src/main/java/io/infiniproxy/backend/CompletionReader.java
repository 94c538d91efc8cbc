package io.infiniproxy.backend;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.infiniproxy.anthropic.ApiError;
import io.infiniproxy.openai.BackendErrorReader;
import io.infiniproxy.openai.ChatCompletionChunk;
import io.infiniproxy.openai.ChatCompletionChunkReader;
import io.infiniproxy.sse.SseEvent;
import io.infiniproxy.sse.SseReader.EventTooLongException;
import io.infiniproxy.sse.SseReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a backend's answer chunk by chunk. A body that is one JSON completion is one chunk, whether or not a stream was
 * asked for; which of both it is, its first characters say better than its content type. One instance an answer; not thread-safe.
 */
public final class CompletionReader {
    private static final Logger LOG = LoggerFactory.getLogger(CompletionReader.class);
    private static final int MAX_EVENT_BYTES = 32 * 1024 * 1024;
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int START_LENGTH = "event:".length();
    /** White space and the bytes of a byte order mark. */
    private static final String BLANK = " \t\r\n\u00ef\u00bb\u00bf";

    private static final String ERROR_LINE = "error:";
    private static final int MAX_BROKEN_EVENTS = 3;

    private final Predicate<ChatCompletionChunk> consumer;
    private int brokenEvents;
    private boolean enough;

    private CompletionReader(Predicate<ChatCompletionChunk> consumer) {
        this.consumer = consumer;
    }

    /**
     * Passes every chunk to {@code consumer} when it has arrived, up to the end of the answer, or until it wants no more.
     *
     * @param contentType the answer's header, or null
     * @param consumer says whether it wants more
     * @return whether this is the end: the backend said so by {@code [DONE]} or a whole JSON body, or no more was wanted
     * @throws BackendException if the answer holds an error, or is none
     * @throws IOException if the backend breaks off or is silent for too long
     */
    public static boolean read(InputStream body, String contentType, Predicate<ChatCompletionChunk> consumer)
            throws IOException {
        CompletionReader reader = new CompletionReader(consumer);
        byte[] start = start(body);
        InputStream bytes = putBack(start, body);
        if (isEvents(new String(start, StandardCharsets.UTF_8), contentType)) {
            return reader.readEvents(bytes);
        }
        reader.readWhole(bytes.readAllBytes());
        return true;
    }

    /** Returns the first characters that are not blank, enough to know what follows; fewer at the end of the body. */
    private static byte[] start(InputStream body) throws IOException {
        int first = body.read();
        while (BLANK.indexOf(first) >= 0) {
            first = body.read();
        }
        if (first < 0) {
            return new byte[0];
        }
        byte[] more = first == 'd' || first == 'e' ? body.readNBytes(START_LENGTH - 1) : new byte[0];
        byte[] start = Arrays.copyOf(new byte[] {(byte) first}, 1 + more.length);
        System.arraycopy(more, 0, start, 1, more.length);
        return start;
    }

    /** A SequenceInputStream would close the body at its end, and what releases the backend still reads it. */
    private static InputStream putBack(byte[] start, InputStream body) throws IOException {
        PushbackInputStream whole = new PushbackInputStream(body, START_LENGTH);
        whole.unread(start);
        return whole;
    }

    private static boolean isEvents(String start, String contentType) {
        if (start.startsWith("data:") || start.startsWith("event:") || start.startsWith(":")) {
            return true;
        }
        boolean saysSo = contentType != null && contentType.contains("event-stream");
        return saysSo && !start.startsWith("{") && !start.startsWith("[") && !start.startsWith("<");
    }

    private boolean readEvents(InputStream body) throws IOException {
        SseReader events = new SseReader(MAX_EVENT_BYTES);
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            for (SseEvent event : events(events, buffer, count)) {
                if (event.isDone()) {
                    return true;
                }
                readEvent(event);
                if (enough) {
                    return true;
                }
            }
        }
        SseEvent rest = events.rest();
        if (rest != null && rest.isDone()) {
            return true;
        }
        if (rest != null) {
            readEvent(rest);
        }
        return enough;
    }

    private static Iterable<SseEvent> events(SseReader events, byte[] buffer, int count) {
        try {
            return events.accept(buffer, count);
        } catch (EventTooLongException e) {
            throw new BackendException(ApiError.ofStatus(502, "The backend's stream cannot be read: " + e.getMessage()));
        }
    }

    private void readEvent(SseEvent event) {
        if (event.data() == null || event.data().length == 0) {
            expectNoErrorLine(event);
            return;
        }
        try {
            accept(ChatCompletionChunkReader.read(event.data()));
        } catch (JsonProcessingException e) {
            if (new String(event.raw(), StandardCharsets.UTF_8).startsWith("event: error")) {
                throw inStream(event.data());
            }
            LOG.warn("Left out an event of the backend's stream that is not JSON ({} bytes)", event.data().length);
            if (++brokenEvents > MAX_BROKEN_EVENTS) {
                throw new BackendException(ApiError.ofStatus(502, "The backend's stream is not JSON"));
            }
        }
    }

    /** A line {@code error: {…}} is no field of an event, and still all that some versions of llama.cpp's server say. */
    private static void expectNoErrorLine(SseEvent event) {
        if (new String(event.raw(), StandardCharsets.UTF_8).startsWith(ERROR_LINE)) {
            throw inStream(Arrays.copyOfRange(event.raw(), ERROR_LINE.length(), event.raw().length));
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
        enough = !consumer.test(chunk);
    }
}
