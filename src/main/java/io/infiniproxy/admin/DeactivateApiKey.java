package io.infiniproxy.admin;

import io.infiniproxy.keys.ApiKeyStore;
import io.infiniproxy.keys.UnknownIdException;
import io.infiniproxy.route.JsonAnswer;
import io.infiniproxy.route.PathId;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Deactivates an API key: it is refused from now on. */
public final class DeactivateApiKey implements Processor {
    private final ApiKeyStore apiKeys;

    public DeactivateApiKey(ApiKeyStore apiKeys) {
        this.apiKeys = apiKeys;
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        AdminTexts texts = AdminTexts.of(client);
        long id = PathId.of(client, "api_key_id");
        try {
            apiKeys.deactivate(id, AuthenticateAdmin.actor(exchange));
        } catch (UnknownIdException e) {
            throw new RefusedException(404, texts.get("unknownApiKey", id));
        }
        JsonAnswer.send(client, new Done(texts.get("apiKeyDeactivated", id)));
    }
}
