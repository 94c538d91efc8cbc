package io.infiniproxy.route;

import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.backend.BackendModel;
import io.infiniproxy.backend.LearnedEdits;
import io.infiniproxy.openai.ChatCompletionRequestWriter;
import io.infiniproxy.profile.BackendProfile;
import io.infiniproxy.profile.BackendProfiles;
import io.infiniproxy.route.stream.ClientConnection;
import io.infiniproxy.route.stream.MessageSink;
import io.infiniproxy.route.stream.MessageStream;
import io.infiniproxy.route.stream.StreamClock;
import io.infiniproxy.route.stream.WholeMessage;
import io.infiniproxy.tokens.InputTokens;
import io.infiniproxy.tokens.TokenCounter;
import io.infiniproxy.translate.AnswerIdentity;
import io.infiniproxy.translate.MessageStreamTranslator;
import io.infiniproxy.translate.RequestTranslator;
import io.infiniproxy.translate.ToolNames;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Translates the Messages request into the body for the backend, and prepares the way back. */
public final class TranslateRequest implements Processor {
    private final BackendModel backendModel;
    private final BackendProfiles profiles;
    private final LearnedEdits learned;
    private final MessageAnswer.Tokens tokens;
    private final StreamClock clock;
    private final MessageStream.Timing timing;
    private final String contentFilterStopReason;

    public TranslateRequest(
            BackendModel backendModel,
            BackendProfiles profiles,
            LearnedEdits learned,
            TokenCounter counter,
            InputTokens inputTokens,
            StreamClock clock,
            MessageStream.Timing timing,
            String contentFilterStopReason) {
        this.backendModel = backendModel;
        this.profiles = profiles;
        this.learned = learned;
        this.tokens = new MessageAnswer.Tokens(counter, inputTokens);
        this.clock = clock;
        this.timing = timing;
        this.contentFilterStopReason = contentFilterStopReason;
    }

    @Override
    public void process(Exchange exchange) {
        MessagesRequest request = exchange.getVariable(Variables.MESSAGES_REQUEST, MessagesRequest.class);
        String model = backendModel.forMessages(request.model());
        BackendProfile profile = profiles.forModel(model);
        ToolNames toolNames = ToolNames.of(request.tools());
        byte[] body = learned.apply(
                model,
                ChatCompletionRequestWriter.bytes(
                        RequestTranslator.translate(request, toolNames, model, profile)));
        exchange.getMessage().setBody(body);
        exchange.setVariable(Variables.BACKEND_BODY, body);
        exchange.setVariable(Variables.BACKEND_MODEL, model);
        exchange.setVariable(Variables.BACKEND_PATH, "/chat/completions");
        exchange.setVariable(Variables.MESSAGE_ANSWER, answer(exchange, request, model, profile, toolNames));
    }

    private MessageAnswer answer(
            Exchange exchange, MessagesRequest request, String model, BackendProfile profile, ToolNames toolNames) {
        ClientConnection client = ClientConnection.of(exchange);
        Long guess = request.stream() ? Long.valueOf(tokens.input().guess(request, model)) : null;
        MessageStreamTranslator translator =
                new MessageStreamTranslator(identity(client, request, guess, profile), toolNames);
        UsageMeter meter = exchange.getVariable(Variables.USAGE_METER, UsageMeter.class);
        MessageSink sink = sink(exchange, client, request, translator);
        return new MessageAnswer(request, translator, sink, meter, model, tokens, guess);
    }

    /** Only a stream shows the guess: a whole message has the true figure. */
    private AnswerIdentity identity(
            ClientConnection client, MessagesRequest request, Long guess, BackendProfile profile) {
        String messageId = "msg_" + client.requestId().substring("req_".length());
        return new AnswerIdentity(
                messageId,
                request.model(),
                guess == null ? 0 : guess,
                request.stopSequences(),
                contentFilterStopReason,
                profile.thinkTags());
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
