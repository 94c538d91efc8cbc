package io.infiniproxy.route.limits;

import io.infiniproxy.keys.Caller;
import io.infiniproxy.keys.LimitedStore;
import io.infiniproxy.limits.Limited;
import io.infiniproxy.limits.RequestLimits;
import io.infiniproxy.route.JsonAnswer;
import io.infiniproxy.route.QueryParameters;
import io.infiniproxy.route.Variables;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers how much of their limits keys and users use: a client for itself, the admin for all, one key or one user. */
public final class AnswerLimits implements Processor {
    private final RequestLimits limits;
    private final LimitedStore store;

    public AnswerLimits(RequestLimits limits, LimitedStore store) {
        this.limits = limits;
        this.store = store;
    }

    private record Answer(List<LimitsOfSubject> subjects) {}

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        QueryParameters.requireOnly(List.of("api_key_id", "user_id"), client);
        List<Limited> asked = Boolean.TRUE.equals(exchange.getVariable(Variables.IS_ADMIN))
                ? askedByAdmin(client)
                : LimitedSubjects.of(exchange.getVariable(Variables.CALLER, Caller.class));
        JsonAnswer.send(client, new Answer(asked.stream().map(limits::use).map(LimitsOfSubject::of).toList()));
    }

    private List<Limited> askedByAdmin(ClientConnection client) {
        Long apiKeyId = id(client, "api_key_id");
        if (apiKeyId != null) {
            return store.ofApiKey(apiKeyId);
        }
        Long userId = id(client, "user_id");
        return userId == null ? store.all() : store.ofUser(userId);
    }

    private static Long id(ClientConnection client, String name) {
        String text = client.request().parameter(name);
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw new RefusedException(400, name + ": expected an integer, got \"" + text + "\"");
        }
        return Long.parseLong(text);
    }
}
