package io.infiniproxy.limits;

import io.infiniproxy.sql.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;

/**
 * Admits requests by the limits of their subjects. Threadsafe.
 *
 * <p>One proxy alone on its database counts in memory ({@link LocalLimits}); several on one database count in it
 * ({@link SharedLimits}).
 */
public interface RequestLimits extends AutoCloseable {

    /**
     * Opens the limits of this database: counted in memory for SQLite, which one proxy has for itself; shared in PostgreSQL.
     *
     * @param dataDir this proxy's own folder, whatever others use the database
     * @throws IOException if nothing can be written to it
     */
    static RequestLimits open(Database database, Path dataDir, StoredUsage stored) throws IOException {
        InstantSource clock = Clock.systemUTC();
        return database.kind().equals("postgresql")
                ? SharedLimits.open(database.dataSource(), NodeId.of(dataDir), stored, clock)
                : LocalLimits.open(database.readDataSource(), stored, clock);
    }

    /**
     * Admits a request, or tells why not. Waits for no other request.
     *
     * @param requestId that of its usage record
     * @param subjects those that have limits, an API key before its user
     */
    Admission admit(String requestId, List<Limited> subjects, Demand demand);

    /** Returns how much of its limits a subject uses now. */
    LimitUse use(Limited subject);

    @Override
    void close();
}
