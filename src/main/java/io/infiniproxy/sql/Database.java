package io.infiniproxy.sql;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The database that holds users, keys and usage, with its tables up to date. Safe for use by many threads.
 *
 * <p>Writes go through {@link #dataSource()}, reads that need not be in a transaction with a write through
 * {@link #readDataSource()}: in SQLite they run beside the one writer, in PostgreSQL both are the same pool.
 */
public final class Database implements AutoCloseable {
    private final DatabaseLocation location;
    private final HikariDataSource writer;
    private final HikariDataSource reader;

    private Database(DatabaseLocation location, HikariDataSource writer, HikariDataSource reader) {
        this.location = location;
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
            var writer = opened(location.writer());
            return new Database(location, writer, opened(location.reader(writer)));
        } catch (SQLException | PoolInitializationException e) {
            throw new DatabaseUnavailableException("Cannot open the " + location.description(), e);
        }
    }

    /** A pool that is given its settings as another object copies them by reflection, for which Java makes code at each start. */
    private static HikariDataSource opened(HikariDataSource pool) throws SQLException {
        pool.getConnection().close();
        return pool;
    }

    /** Returns the file that {@link #open} would open; nothing for a server. */
    public static Optional<Path> sqliteFile(String databaseUrl, Path dataDir) {
        return DatabaseLocation.parse(databaseUrl, dataDir) instanceof SqliteFile sqlite
                ? Optional.of(sqlite.path())
                : Optional.empty();
    }

    /**
     * Returns {@code sqlite} or {@code postgresql}, without opening the database.
     *
     * @throws InvalidDatabaseUrlException if the URL is none
     */
    public static String kind(String databaseUrl, Path dataDir) {
        return DatabaseLocation.parse(databaseUrl, dataDir).kind();
    }

    /**
     * Returns what the database is and where, without a password and without opening it.
     *
     * @throws InvalidDatabaseUrlException if the URL is none
     */
    public static String describe(String databaseUrl, Path dataDir) {
        return DatabaseLocation.parse(databaseUrl, dataDir).description();
    }

    /**
     * Copies an SQLite file, as it is at this moment, to a new file that only its owner may read. Others may write to it meanwhile, and
     * its tables need not be up to date.
     *
     * @throws DatabaseException if the database is no SQLite file, or the copy cannot be made
     */
    public static void backUp(String databaseUrl, Path dataDir, Path file) {
        switch (DatabaseLocation.parse(databaseUrl, dataDir)) {
            case SqliteFile sqlite -> sqlite.backUp(file);
            case PostgresqlServer server -> throw new InvalidDatabaseUrlException(
                    "DATABASE_URL names the " + server.description() + ": pg_dump backs it up");
        }
    }

    /** Returns a connection beside the pools, for work that takes long. Whoever asks for it closes it. */
    public Connection connect() throws SQLException {
        return location.unpooled().getConnection();
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
        return kind().equals("postgresql") ? " for update" : "";
    }

    /** Returns the pool for reading. */
    public DataSource readDataSource() {
        return reader;
    }

    /** Returns {@code sqlite} or {@code postgresql}: the folder of the statements that are written for one of them. */
    public String kind() {
        return location.kind();
    }

    /** Returns what the database is and where, without a password. */
    public String description() {
        return location.description();
    }

    @Override
    public void close() {
        reader.close();
        writer.close();
    }
}
