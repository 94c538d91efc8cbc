package io.infiniproxy.route;

import io.infiniproxy.anthropic.MessagesRequestReader;
import io.infiniproxy.json.Json;
import io.infiniproxy.route.stream.ClientConnection;
import io.infiniproxy.tokens.TokenCounter;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Answers how many input tokens a request has, counted here: backends have no endpoint for that.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/messages-count-tokens">Count tokens in a Message</a>
 */
public final class CountTokens implements Processor {
    private final TokenCounter counter;

    public CountTokens(TokenCounter counter) {
        this.counter = counter;
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        ReadMessagesRequest.requirePost(client);
        long inputTokens = counter.count(MessagesRequestReader.readToCount(ReadMessagesRequest.body(exchange)));
        byte[] answer = Json.bytes(json -> {
            json.writeStartObject();
            json.writeNumberField("input_tokens", inputTokens);
            json.writeEndObject();
        });
        client.answer(200, Map.of("Content-Type", "application/json"), answer);
    }
}
