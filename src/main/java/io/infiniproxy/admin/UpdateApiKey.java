package io.infiniproxy.admin;

import io.infiniproxy.keys.ApiKey;
import io.infiniproxy.keys.ApiKeyStore;
import io.infiniproxy.keys.UnknownIdException;
import io.infiniproxy.route.JsonAnswer;
import io.infiniproxy.route.PathId;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Changes an API key, and answers what became of it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">JSON Merge Patch</a>
 */
public final class UpdateApiKey implements Processor {
    private final ApiKeyStore apiKeys;

    public UpdateApiKey(ApiKeyStore apiKeys) {
        this.apiKeys = apiKeys;
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        long id = PathId.of(client, "api_key_id");
        RequestValues values = RequestValues.ofBody(exchange);
        values.requireOnly(ApiKeyChange.NAMES);
        ApiKeyChange change = ApiKeyChange.read(values);
        try {
            ApiKey apiKey = apiKeys.update(id, change, AuthenticateAdmin.actor(exchange));
            JsonAnswer.send(client, apiKey);
        } catch (UnknownIdException e) {
            throw new RefusedException(404, AdminTexts.of(client).get("unknownApiKey", id));
        }
    }
}
