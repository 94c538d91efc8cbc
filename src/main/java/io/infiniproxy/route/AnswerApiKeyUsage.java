package io.infiniproxy.route;

import io.infiniproxy.keys.ApiKeyStore;
import io.infiniproxy.keys.Caller;
import io.infiniproxy.keys.UnknownIdException;
import io.infiniproxy.route.stream.ClientConnection;
import io.infiniproxy.usage.UsageReports;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers what one API key has used: to the admin, and to the user who holds that key. */
public final class AnswerApiKeyUsage implements Processor {
    private static final String API_KEY_ID = "api_key_id";

    private final ApiKeyStore apiKeys;
    private final UsageReports reports;

    public AnswerApiKeyUsage(ApiKeyStore apiKeys, UsageReports reports) {
        this.apiKeys = apiKeys;
        this.reports = reports;
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        long id = PathId.of(client, API_KEY_ID);
        if (!Boolean.TRUE.equals(exchange.getVariable(Variables.IS_ADMIN))) {
            requireHolder(id, exchange.getVariable(Variables.CALLER, Caller.class));
        }
        JsonAnswer.send(client, reports.forApiKey(id, AnswerMyUsage.dates(client)));
    }

    /** Someone else's key is as good as none: an answer that told them apart would tell which ids exist. */
    private void requireHolder(long id, Caller caller) {
        boolean holds = apiKeys.findById(id)
                .filter(apiKey -> apiKey.userId() == caller.userId())
                .isPresent();
        if (!holds) {
            throw new UnknownIdException(API_KEY_ID, id);
        }
    }
}
