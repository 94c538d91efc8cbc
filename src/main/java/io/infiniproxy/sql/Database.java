package io.infiniproxy.sql;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.nio.file.Path;
import javax.sql.DataSource;

/**
 * The database that holds users, keys and usage, with its tables up to date. Safe for use by many threads.
 *
 * <p>Writes go through {@link #dataSource()}, reads that need not be in a transaction with a write through
 * {@link #readDataSource()}: in SQLite they run beside the one writer, in PostgreSQL both are the same pool.
 */
public final class Database implements AutoCloseable {
    private final String kind;
    private final String description;
    private final HikariDataSource writer;
    private final HikariDataSource reader;

    private Database(String kind, String description, HikariDataSource writer, HikariDataSource reader) {
        this.kind = kind;
        this.description = description;
        this.writer = writer;
        this.reader = reader;
    }

    /**
     * Opens the database and brings its tables up to date.
     *
     * @param databaseUrl {@code postgresql://…}, {@code postgres://…}, {@code jdbc:postgresql:…} or {@code jdbc:sqlite:…};
     *     empty or null for the SQLite file {@code proxy_users.db} in {@code dataDir}
     * @throws DatabaseException with one sentence that says what is wrong
     */
    public static Database open(String databaseUrl, Path dataDir) {
        var location = DatabaseLocation.parse(databaseUrl, dataDir);
        new Schema(location).migrate();
        try {
            var writer = location.openWriter();
            return new Database(location.kind(), location.description(), writer, location.openReader(writer));
        } catch (PoolInitializationException e) {
            throw new DatabaseUnavailableException("Cannot open the " + location.description(), e);
        }
    }

    /** Returns the pool that may write. */
    public DataSource dataSource() {
        return writer;
    }

    HikariDataSource writer() {
        return writer;
    }

    /**
     * Returns what a select in a transaction ends with, so that nobody else changes its rows before the transaction ends:
     * nothing in SQLite, where a transaction that may write is alone.
     */
    public String rowLock() {
        return kind.equals("postgresql") ? " for update" : "";
    }

    /** Returns the pool for reading. */
    public DataSource readDataSource() {
        return reader;
    }

    /** Returns {@code sqlite} or {@code postgresql}: the folder of the statements that are written for one of them. */
    public String kind() {
        return kind;
    }

    /** Returns what the database is and where, without a password. */
    public String description() {
        return description;
    }

    @Override
    public void close() {
        reader.close();
        writer.close();
    }
}
