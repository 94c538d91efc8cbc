package io.infiniproxy.route;

import io.infiniproxy.backend.BackendHealth;
import io.infiniproxy.journal.Journal;
import io.infiniproxy.keys.ApiKeyAuthenticator;
import io.infiniproxy.route.stream.ClientConnection;
import io.infiniproxy.route.usage.RefusedRecords;
import io.infiniproxy.sql.DatabaseCheck;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers whether requests are served. Calls no backend, and waits for no database. */
public final class AnswerHealth implements Processor {
    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json", "Cache-Control", "no-store");

    private final DatabaseCheck database;
    private final ApiKeyAuthenticator authenticator;
    private final BackendHealth backend;
    private final Journal journal;
    private final RefusedRecords refused;

    public AnswerHealth(
            DatabaseCheck database, ApiKeyAuthenticator authenticator, BackendHealth backend, Journal journal,
            RefusedRecords refused) {
        this.database = database;
        this.authenticator = authenticator;
        this.backend = backend;
        this.journal = journal;
        this.refused = refused;
    }

    @Override
    public void process(Exchange exchange) {
        ServerHealth health =
                ServerHealth.of(
                        database.isAway(), authenticator.knowsApiKeys(), backend.isFailing(), journal.isStuck(), refused.areThere());
        ClientConnection.of(exchange).answer(health.httpStatus(), HEADERS, health.json());
    }
}
