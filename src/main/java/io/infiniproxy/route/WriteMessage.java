package io.infiniproxy.route;

import io.infiniproxy.anthropic.ApiError;
import io.infiniproxy.backend.BackendException;
import io.infiniproxy.backend.CompletionReader;
import io.infiniproxy.backend.FailureMapping;
import io.infiniproxy.backend.RateLimits;
import io.infiniproxy.backend.http.BackendCall;
import io.infiniproxy.backend.http.BackendHttpClient;
import io.infiniproxy.openai.BackendErrorReader;
import io.infiniproxy.openai.ChatCompletionChunk.BackendError;
import java.io.IOException;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Translates the backend's answer back while it arrives, and sends the client all of it but the last events. */
public final class WriteMessage implements Processor {
    private static final int MAX_ERROR_BYTES = 64 * 1024;

    @Override
    public void process(Exchange exchange) throws IOException {
        BackendAnswer backend = exchange.getMessage().getBody(BackendAnswer.class);
        if (backend.isError()) {
            throw failure(backend);
        }
        if (backend.packedIn() != null) {
            throw new BackendException(ApiError.ofStatus(502, packed(backend)));
        }
        MessageAnswer answer = exchange.getVariable(Variables.MESSAGE_ANSWER, MessageAnswer.class);
        answer.sink().addHeaders(RateLimits.translateBack(backend.headers(), Instant.now()));
        boolean ended = CompletionReader.read(backend.body(), backend.header("content-type"), answer);
        if (!answer.hasChoice() || !ended && !answer.isComplete()) {
            // never a made-up end: the client would take half an answer for a whole one
            throw new BackendException(ApiError.ofStatus(502, "The backend's stream ended before the answer was complete"));
        }
        answer.expectWholeToolCalls();
        if (!answer.wantsMore()) {
            // what it goes on to write would cost tokens that nobody reads
            exchange.getVariable(BackendHttpClient.CALL, BackendCall.class).cancel();
        }
    }

    private static BackendException failure(BackendAnswer backend) throws IOException {
        BackendError error = backend.packedIn() == null
                ? BackendErrorReader.read(backend.status(), backend.bytes(MAX_ERROR_BYTES))
                : new BackendError(packed(backend), null, null);
        return new BackendException(FailureMapping.ofStatus(backend.status(), error));
    }

    private static String packed(BackendAnswer backend) {
        return "The backend's answer (status " + backend.status() + ") is compressed with " + backend.packedIn()
                + ", which it was not asked for";
    }
}
