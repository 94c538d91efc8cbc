package io.infiniproxy.route.passthrough;

import io.infiniproxy.backend.ArrivingStream;
import io.infiniproxy.backend.WholeBody;
import io.infiniproxy.route.BackendAnswer;
import io.infiniproxy.route.UsageMeter;
import io.infiniproxy.route.Variables;
import io.infiniproxy.route.stream.ClientConnection;
import io.infiniproxy.sse.SseEvent;
import io.infiniproxy.sse.SseReader;
import io.infiniproxy.tokens.TokenCounter;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Sends the OpenAI client the backend's answer as it is, while it arrives: all of it but the last event. */
public final class WritePassthrough implements Processor {
    private static final int MAX_EVENT_BYTES = 64 * 1024 * 1024;

    private final TokenCounter counter;
    private final Duration longestWait;

    public WritePassthrough(TokenCounter counter, Duration longestWait) {
        this.counter = counter;
        this.longestWait = longestWait;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        BackendAnswer backend = exchange.getMessage().getBody(BackendAnswer.class);
        PassthroughRequest request = exchange.getVariable(Variables.PASSTHROUGH_REQUEST, PassthroughRequest.class);
        PassthroughAnswer answer = new PassthroughAnswer(backend, request, counter);
        exchange.setVariable(Variables.PASSTHROUGH_ANSWER, answer);
        UsageMeter meter = exchange.getVariable(Variables.USAGE_METER, UsageMeter.class);
        if (answer.isStream()) {
            ClientConnection client = ClientConnection.of(exchange);
            client.begin(answer.status(), answer.headers());
            stream(backend.body(), client, answer, meter);
        } else {
            answer.acceptWhole(WholeBody.read(backend.body()));
            meter.firstToken();
        }
        meter.servedBy(answer.model());
    }

    private void passOn(ClientConnection client, PassthroughAnswer answer) {
        byte[] passing = answer.takePassing();
        if (passing.length > 0) {
            client.write(passing, longestWait);
        }
    }

    /**
     * Up to the event that ends the stream: not all backends end their answer when they have sent it. Events that arrive together
     * leave together.
     */
    private void stream(InputStream body, ClientConnection client, PassthroughAnswer answer, UsageMeter meter)
            throws IOException {
        SseReader events = new SseReader(MAX_EVENT_BYTES);
        InputStream arriving = ArrivingStream.beforeWait(body, () -> passOn(client, answer));
        while (!answer.isAtEnd() && events.read(arriving)) {
            for (SseEvent event = events.next(); event != null; event = events.next()) {
                meter.firstToken();
                answer.accept(event);
            }
        }
        passOn(client, answer);
        SseEvent rest = events.rest();
        if (rest != null) {
            answer.acceptRest(rest);
        }
    }
}
