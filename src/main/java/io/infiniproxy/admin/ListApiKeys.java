package io.infiniproxy.admin;

import io.infiniproxy.keys.ApiKey;
import io.infiniproxy.keys.ApiKeyStore;
import io.infiniproxy.route.JsonAnswer;
import io.infiniproxy.route.stream.ClientConnection;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers the API keys of all users, or of one; never the keys themselves. */
public final class ListApiKeys implements Processor {
    private final ApiKeyStore apiKeys;

    public ListApiKeys(ApiKeyStore apiKeys) {
        this.apiKeys = apiKeys;
    }

    /** The answer. */
    record Listed(List<ApiKey> apiKeys) {}

    @Override
    public void process(Exchange exchange) {
        Long userId = RequestValues.of(exchange).id("user_id");
        List<ApiKey> found = userId == null ? apiKeys.list() : apiKeys.listOfUser(userId);
        JsonAnswer.send(ClientConnection.of(exchange), new Listed(found));
    }
}
