package io.infiniproxy.admin;

import io.infiniproxy.keys.ApiKey;
import io.infiniproxy.keys.ApiKeySettings;
import io.infiniproxy.keys.ApiKeyStore;
import io.infiniproxy.keys.CreatedApiKey;
import io.infiniproxy.keys.User;
import io.infiniproxy.keys.UserStore;
import io.infiniproxy.route.JsonAnswer;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes an API key for an active user, and shows it this once. */
public final class CreateApiKey implements Processor {
    private static final List<String> NAMES =
            Stream.concat(Stream.of("user_id"), ApiKeyChange.NAMES.stream()).toList();

    private final UserStore users;
    private final ApiKeyStore apiKeys;

    public CreateApiKey(UserStore users, ApiKeyStore apiKeys) {
        this.users = users;
        this.apiKeys = apiKeys;
    }

    private record Created(
            boolean success, String apiKey, long apiKeyId, String keyPrefix, long userId, String name, String warning) {
        static Created of(CreatedApiKey created, String warning) {
            ApiKey apiKey = created.apiKey();
            return new Created(
                    true, created.secret(), apiKey.id(), apiKey.keyPrefix(), apiKey.userId(), apiKey.name(), warning);
        }

        /** Leaves out the key, so that no log line can hold it. */
        @Override
        public String toString() {
            return "Created[apiKeyId=" + apiKeyId + ", userId=" + userId + ", name=" + name + "]";
        }
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        AdminTexts texts = AdminTexts.of(client);
        RequestValues values = RequestValues.of(exchange);
        values.requireOnly(NAMES);
        long userId = values.requiredId("user_id");
        ApiKeySettings settings = ApiKeyChange.read(values).apply(ApiKeySettings.NEW);
        User user = activeUser(userId, texts);
        CreatedApiKey created = apiKeys.create(user.id(), settings, AuthenticateAdmin.actor(exchange));
        JsonAnswer.send(client, Created.of(created, texts.get("saveApiKey")));
    }

    private User activeUser(long id, AdminTexts texts) {
        User user = users.findById(id).orElseThrow(() -> new RefusedException(404, texts.get("unknownUser", id)));
        if (!user.isActive()) {
            throw new RefusedException(409, texts.get("inactiveUser", user.username()));
        }
        return user;
    }
}
