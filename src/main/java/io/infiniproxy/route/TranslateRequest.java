package io.infiniproxy.route;

import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.concurrent.StreamClock;
import io.infiniproxy.route.stream.ClientConnection;
import io.infiniproxy.route.stream.MessageSink;
import io.infiniproxy.route.stream.MessageStream;
import io.infiniproxy.route.stream.WholeMessage;
import io.infiniproxy.tokens.InputTokens;
import io.infiniproxy.tokens.TokenCounter;
import io.infiniproxy.translate.AnswerIdentity;
import io.infiniproxy.translate.MessageStreamTranslator;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Translates the Messages request into the body for the backend, and prepares the way back. */
public final class TranslateRequest implements Processor {
    private final BackendRequests backendRequests;
    private final MessageAnswer.Tokens tokens;
    private final ChangeReport report;
    private final StreamClock clock;
    private final MessageStream.Timing timing;
    private final String contentFilterStopReason;

    public TranslateRequest(
            BackendRequests backendRequests,
            TokenCounter counter,
            InputTokens inputTokens,
            ChangeReport report,
            StreamClock clock,
            MessageStream.Timing timing,
            String contentFilterStopReason) {
        this.backendRequests = backendRequests;
        this.tokens = new MessageAnswer.Tokens(counter, inputTokens);
        this.report = report;
        this.clock = clock;
        this.timing = timing;
        this.contentFilterStopReason = contentFilterStopReason;
    }

    @Override
    public void process(Exchange exchange) {
        MessagesRequest request = exchange.getVariable(Variables.MESSAGES_REQUEST, MessagesRequest.class);
        BackendRequest translated = backendRequests.of(request);
        report.report(translated.changes(), request, ClientConnection.of(exchange).requestId());
        exchange.getMessage().setBody(translated.body());
        exchange.setVariable(Variables.BACKEND_BODY, translated.body());
        exchange.setVariable(Variables.BACKEND_MODEL, translated.model());
        exchange.getVariable(Variables.USAGE_METER, UsageMeter.class).asksBackendFor(translated.model());
        exchange.setVariable(Variables.BACKEND_PATH, "/chat/completions");
        exchange.setVariable(Variables.MESSAGE_ANSWER, answer(exchange, request, translated));
    }

    private MessageAnswer answer(Exchange exchange, MessagesRequest request, BackendRequest translated) {
        ClientConnection client = ClientConnection.of(exchange);
        long estimate = tokens.counter().estimate(request);
        long guess = tokens.input().guess(estimate, translated.model());
        MessageStreamTranslator translator =
                new MessageStreamTranslator(identity(client, request, guess, translated), translated.toolNames());
        UsageMeter meter = exchange.getVariable(Variables.USAGE_METER, UsageMeter.class);
        MessageSink sink = sink(exchange, client, request, translator);
        return new MessageAnswer(request, translator, sink, meter, translated.model(), tokens, estimate);
    }

    /** Only a stream shows the guess: a whole message has the true figure by then. */
    private AnswerIdentity identity(
            ClientConnection client, MessagesRequest request, long guess, BackendRequest translated) {
        String messageId = "msg_" + client.requestId().substring("req_".length());
        return new AnswerIdentity(
                messageId,
                request.model(),
                guess,
                request.stopSequences(),
                contentFilterStopReason,
                translated.profile().thinkTags());
    }

    /** A stream breaks its silence by the clock until the exchange is done, however it ends. */
    private MessageSink sink(
            Exchange exchange, ClientConnection client, MessagesRequest request, MessageStreamTranslator translator) {
        if (!request.stream()) {
            return new WholeMessage(client, translator);
        }
        MessageStream stream = new MessageStream(client, translator, timing);
        clock.add(stream);
        exchange.getExchangeExtension().addOnCompletion(new WhenDone(() -> clock.remove(stream)));
        return stream;
    }
}
