package io.infiniproxy.route;

import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.anthropic.MessagesRequestReader;
import io.infiniproxy.backend.BackendModel;
import io.infiniproxy.json.Json;
import io.infiniproxy.route.stream.ClientConnection;
import io.infiniproxy.tokens.InputTokens;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Answers how many input tokens a request has, counted here: backends have no endpoint for that. The count is corrected by
 * what the backend has reported for its model before.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/messages-count-tokens">Count tokens in a Message</a>
 */
public final class CountTokens implements Processor {
    private final InputTokens inputTokens;
    private final BackendModel backendModel;

    public CountTokens(InputTokens inputTokens, BackendModel backendModel) {
        this.inputTokens = inputTokens;
        this.backendModel = backendModel;
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        ReadMessagesRequest.requirePost(client);
        MessagesRequest request = MessagesRequestReader.readToCount(ReadMessagesRequest.body(exchange));
        ModelPermission.require(exchange, request.model());
        long count = inputTokens.count(request, backendModel.forMessages(request.model()));
        byte[] answer = Json.bytes(json -> {
            json.writeStartObject();
            json.writeNumberField("input_tokens", count);
            json.writeEndObject();
        });
        client.answer(200, Map.of("Content-Type", "application/json"), answer);
    }
}
