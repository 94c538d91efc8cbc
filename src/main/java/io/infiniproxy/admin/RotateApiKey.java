package io.infiniproxy.admin;

import io.infiniproxy.audit.Actor;
import io.infiniproxy.keys.ApiKeyStore;
import io.infiniproxy.keys.CreatedApiKey;
import io.infiniproxy.keys.InactiveApiKeyException;
import io.infiniproxy.keys.UnknownIdException;
import io.infiniproxy.route.JsonAnswer;
import io.infiniproxy.route.PathId;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Gives an API key another secret, and shows it this once; the old one is accepted until its grace ends. */
public final class RotateApiKey implements Processor {
    private static final int GRACE_HOURS = 24;
    private static final int MAX_GRACE_HOURS = 365 * 24;

    private final ApiKeyStore apiKeys;

    public RotateApiKey(ApiKeyStore apiKeys) {
        this.apiKeys = apiKeys;
    }

    private record Rotated(boolean success, String apiKey, long apiKeyId, String previousExpiresAt, String warning) {
        /** Leaves out the key, so that no log line can hold it. */
        @Override
        public String toString() {
            return "Rotated[apiKeyId=" + apiKeyId + "]";
        }
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        AdminTexts texts = AdminTexts.of(client);
        long id = PathId.before(client, "/rotate", "api_key_id");
        int graceHours = RequestValues.of(exchange).integer("grace_hours", 0, MAX_GRACE_HOURS, GRACE_HOURS);
        CreatedApiKey rotated = rotate(id, Duration.ofHours(graceHours), AuthenticateAdmin.actor(exchange), texts);
        JsonAnswer.send(
                client,
                new Rotated(true, rotated.secret(), id, rotated.apiKey().previousExpiresAt(), texts.get("saveApiKey")));
    }

    private CreatedApiKey rotate(long id, Duration grace, Actor actor, AdminTexts texts) {
        try {
            return apiKeys.rotate(id, grace, actor);
        } catch (UnknownIdException e) {
            throw new RefusedException(404, texts.get("unknownApiKey", id));
        } catch (InactiveApiKeyException e) {
            throw new RefusedException(409, texts.get("inactiveApiKey", id));
        }
    }
}
