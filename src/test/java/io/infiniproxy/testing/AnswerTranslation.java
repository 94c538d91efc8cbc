package io.infiniproxy.testing;

import io.infiniproxy.anthropic.ApiError;
import io.infiniproxy.anthropic.MessageStreamEvent;
import io.infiniproxy.anthropic.MessageStreamEvent.ErrorEvent;
import io.infiniproxy.anthropic.MessageStreamEventWriter;
import io.infiniproxy.anthropic.MessageWriter;
import io.infiniproxy.anthropic.Tool;
import io.infiniproxy.backend.BackendException;
import io.infiniproxy.backend.CompletionReader;
import io.infiniproxy.backend.FailureMapping;
import io.infiniproxy.openai.BackendErrorReader;
import io.infiniproxy.openai.CompletionUsage;
import io.infiniproxy.translate.AnswerIdentity;
import io.infiniproxy.translate.BrokenToolCallException;
import io.infiniproxy.translate.MessageAccumulator;
import io.infiniproxy.translate.MessageStreamTranslator;
import io.infiniproxy.translate.ToolNames;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Translates a backend's whole answer, with fixed ids and counts: message {@code msg_1}, an estimated input of 10 tokens, and
 * an estimated output of 5 where the backend gives no usage.
 */
public final class AnswerTranslation {
    private static final long ESTIMATED_INPUT = 10;
    private static final CompletionUsage ESTIMATE = new CompletionUsage(ESTIMATED_INPUT, 5, 0, 0, 0);

    private final List<MessageStreamEvent> events = new ArrayList<>();
    private final MessageStreamTranslator translator;

    /** Translates an answer to a request without tools and stop sequences. */
    public AnswerTranslation() {
        this("claude-sonnet-4-5", List.of(), List.of(), "refusal", false);
    }

    public AnswerTranslation(
            String model, List<Tool> tools, List<String> stopSequences, String contentFilter, boolean thinkTags) {
        AnswerIdentity identity =
                new AnswerIdentity("msg_1", model, ESTIMATED_INPUT, stopSequences, contentFilter, thinkTags);
        translator = new MessageStreamTranslator(identity, ToolNames.of(tools));
    }

    /** Reads an answer with an error status. */
    public AnswerTranslation refuse(int status, byte[] body) {
        events.addAll(translator.fail(FailureMapping.ofStatus(status, BackendErrorReader.read(status, body))));
        return this;
    }

    /** Reads {@code body} to its end. */
    public AnswerTranslation translateBack(InputStream body, String contentType) {
        events.addAll(translator.start());
        try {
            boolean done = CompletionReader.read(body, contentType, chunk -> {
                events.addAll(translator.accept(chunk));
                return translator.wantsMore();
            });
            events.addAll(translator.isAnswered() && (done || translator.isFinished()) ? end() : brokenOff());
        } catch (BackendException e) {
            events.addAll(translator.fail(e.error()));
        } catch (BrokenToolCallException e) {
            events.addAll(translator.fail(ApiError.ofStatus(502, e.getMessage())));
        } catch (IOException e) {
            events.addAll(translator.fail(FailureMapping.ofCause(e)));
        }
        return this;
    }

    private List<MessageStreamEvent> end() {
        translator.expectWholeToolCalls();
        return translator.finish(translator.usage() == null ? ESTIMATE : translator.usage());
    }

    private List<MessageStreamEvent> brokenOff() {
        return translator.fail(ApiError.ofStatus(502, "The backend's stream ended before the answer was complete"));
    }

    /** Returns what a client that streams is sent. */
    public byte[] stream() {
        return MessageStreamEventWriter.bytes(events);
    }

    /** Whether a client that does not stream is sent an error. */
    public boolean isError() {
        return events.getLast() instanceof ErrorEvent;
    }

    /** Returns the status that a client is told before a stream has begun. */
    public int status() {
        return events.getLast() instanceof ErrorEvent(ApiError error) ? error.status() : 200;
    }

    /** Returns what a client that does not stream is sent: a message, or an error. */
    public byte[] body() {
        if (events.getLast() instanceof ErrorEvent(ApiError error)) {
            return MessageWriter.bytes(error, null);
        }
        MessageAccumulator message = new MessageAccumulator();
        message.accept(events);
        return MessageWriter.bytes(message.message());
    }
}
