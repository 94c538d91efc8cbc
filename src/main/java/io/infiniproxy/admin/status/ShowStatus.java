package io.infiniproxy.admin.status;

import io.infiniproxy.journal.Journal;
import io.infiniproxy.keys.ApiKeyStore;
import io.infiniproxy.route.JsonAnswer;
import io.infiniproxy.route.stream.ClientConnection;
import io.infiniproxy.sql.DatabaseCheck;
import io.infiniproxy.sql.UtcTime;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers how the server does, for a page that asks again and again. Calls no backend. */
public final class ShowStatus implements Processor {
    private final Server server;
    private final ConfiguredBackend backend;
    private final DatabaseCheck database;
    private final ApiKeyStore apiKeys;
    private final Journal journal;

    /**
     * The running server.
     *
     * @param databaseKind {@code sqlite} or {@code postgresql}
     * @param requestsInFlight how many requests of clients have begun and not ended
     */
    public record Server(String version, Instant startedAt, String databaseKind, LongSupplier requestsInFlight) {}

    public ShowStatus(
            Server server, ConfiguredBackend backend, DatabaseCheck database, ApiKeyStore apiKeys, Journal journal) {
        this.server = server;
        this.backend = backend;
        this.database = database;
        this.apiKeys = apiKeys;
        this.journal = journal;
    }

    /** {@code hasApiKeys} is null while the database is away. */
    private record Status(
            String version,
            String startedAt,
            long uptimeSeconds,
            boolean demo,
            Boolean hasApiKeys,
            long requestsInFlight,
            ConfiguredBackend.Description backend,
            DatabaseState database,
            JournalState journal) {}

    private record DatabaseState(String kind, boolean away) {}

    private record JournalState(long waiting, boolean stuck) {}

    @Override
    public void process(Exchange exchange) {
        boolean isAway = database.isAway();
        Status status = new Status(
                server.version(),
                UtcTime.text(server.startedAt()),
                Duration.between(server.startedAt(), Instant.now()).toSeconds(),
                backend.isDemo(),
                isAway ? null : Boolean.valueOf(apiKeys.hasAny()),
                server.requestsInFlight().getAsLong(),
                backend.describe(),
                new DatabaseState(server.databaseKind(), isAway),
                new JournalState(journal.waiting(), journal.isStuck()));
        JsonAnswer.send(ClientConnection.of(exchange), status);
    }
}
