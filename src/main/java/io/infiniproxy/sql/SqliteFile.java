package io.infiniproxy.sql;

import com.zaxxer.hikari.HikariDataSource;
import io.infiniproxy.files.PrivateFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * An SQLite file in WAL mode. SQLite allows one writer at a time, so there is one writing connection and threads queue
 * for it in the pool: they never meet a locked database, which only another process can bring about.
 */
record SqliteFile(Path path) implements DatabaseLocation {
    static final String URL_PREFIX = "jdbc:sqlite:";

    private static final Logger LOG = LoggerFactory.getLogger(SqliteFile.class);

    private static final int READERS = 8;
    private static final int OPEN_TIMEOUT_MS = 10_000;

    /** Who waits for this lock waits in native code, and holds the one connection that all other writers wait for. */
    private static final int WRITE_BUSY_TIMEOUT_MS = 3_000;

    /** What a batch of usage records changes must fit, all over the indexes of many records: else it is written twice. */
    private static final int WRITE_CACHE_KB = 32_000;

    /** Pages that several batches change are copied from the WAL to the file once. Of 4 KB each; SQLite's own 1,000 are less than a batch. */
    private static final int PAGES_BEFORE_CHECKPOINT = 8_000;

    private static final int WRITER_WAIT_MS = 10_000;
    private static final int READ_BUSY_TIMEOUT_MS = 2_000;

    static SqliteFile parse(String url) {
        var file = url.substring(URL_PREFIX.length());
        if (file.isEmpty() || file.contains(":memory:") || file.startsWith("file:") || file.contains("?")) {
            throw new InvalidDatabaseUrlException(
                    "DATABASE_URL: expected the path of a file after jdbc:sqlite:, got \"" + file + "\"");
        }
        return new SqliteFile(Path.of(file));
    }

    @Override
    public String kind() {
        return "sqlite";
    }

    @Override
    public String description() {
        return "SQLite file " + path.toAbsolutePath().normalize();
    }

    /** Leaves the journal mode alone: a file that the migration refuses stays as it was. */
    @Override
    public DataSource unpooled() {
        try {
            PrivateFile.createIfAbsent(path);
        } catch (IOException e) {
            throw new DatabaseUnavailableException("DATABASE_URL: cannot create the " + description() + ": " + e, e);
        }
        return source(writing(OPEN_TIMEOUT_MS));
    }

    @Override
    public Map<String, String> schemaWords() {
        return Map.of("identity", "integer primary key autoincrement", "instant", "text", "clustered", " without rowid");
    }

    /**
     * Copies the file beside itself, unless another process has brought its tables up to date meanwhile. A copy of an earlier try is
     * replaced: it was made of these very tables, and may lack rows.
     */
    @Override
    public void keepBefore(String version, int migrationsDone) {
        var place = path.resolveSibling(path.getFileName() + ".before-V" + version);
        try (var copy = SqliteCopy.draft(source(writing(OPEN_TIMEOUT_MS)), place)) {
            if (migrationsIn(copy.path()) == migrationsDone) {
                copy.replace(place);
                LOG.info("The {} as it was before its tables changed is kept in {}", description(), place);
            }
        } catch (IOException | SQLException e) {
            throw new DatabaseUnavailableException(
                    "Cannot copy the " + description() + " to " + place + " before its tables change: " + e.getMessage(), e);
        }
    }

    private static int migrationsIn(Path file) {
        var source = new SQLiteDataSource();
        source.setUrl(URL_PREFIX + file);
        return JdbcClient.create(source)
                .sql("select count(*) from flyway_schema_history where version is not null and success")
                .query(Integer.class)
                .single();
    }

    @Override
    public Optional<Path> pythonFile() {
        try (Connection connection = unpooled().getConnection()) {
            return PythonTables.areIn(connection) ? Optional.of(path) : Optional.empty();
        } catch (SQLException e) {
            throw new DatabaseUnavailableException("Cannot open the " + description() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Copies the file as it is now to a new one, for its owner only, while others write to it.
     *
     * @throws DatabaseUnavailableException if it cannot be read, or the copy cannot be written
     */
    void backUp(Path file) {
        if (!Files.isRegularFile(path)) {
            throw new DatabaseUnavailableException("There is no " + description() + " to back up", null);
        }
        if (Files.exists(file)) {
            throw new DatabaseUnavailableException(exists(file), null);
        }
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new DatabaseUnavailableException("There is no folder " + folder + " for the backup: make it first", null);
        }
        try (var copy = SqliteCopy.draft(source(config(WRITE_BUSY_TIMEOUT_MS)), file)) {
            copy.moveTo(file);
        } catch (FileAlreadyExistsException e) {
            throw new DatabaseUnavailableException(exists(file), e);
        } catch (IOException | SQLException e) {
            throw new DatabaseUnavailableException("Cannot back up the " + description() + " to " + file + ": " + e, e);
        }
    }

    private static String exists(Path file) {
        return file + " exists already: name a new file for the backup";
    }

    @Override
    public HikariDataSource writer() {
        var config = writing(WRITE_BUSY_TIMEOUT_MS);
        config.setCacheSize(-WRITE_CACHE_KB); // negative: not pages
        var pool = pool("sqlite-writer", config, 1);
        pool.setConnectionInitSql("pragma wal_autocheckpoint = " + PAGES_BEFORE_CHECKPOINT);
        pool.setConnectionTimeout(WRITER_WAIT_MS);
        return pool;
    }

    @Override
    public HikariDataSource reader(HikariDataSource writer) {
        var pool = pool("sqlite-readers", config(READ_BUSY_TIMEOUT_MS), READERS);
        pool.setConnectionInitSql("pragma query_only = on");
        pool.setConnectionTimeout(5_000);
        return pool;
    }

    private HikariDataSource pool(String name, SQLiteConfig config, int connections) {
        config.setJournalMode(JournalMode.WAL);
        var pool = new HikariDataSource();
        pool.setPoolName(name);
        pool.setDataSource(source(config));
        pool.setMaximumPoolSize(connections);
        pool.setMinimumIdle(1);
        pool.setMaxLifetime(0);
        // The switch to WAL fails at once while another process has the file open: the pool tries again.
        pool.setInitializationFailTimeout(OPEN_TIMEOUT_MS);
        return pool;
    }

    private SQLiteDataSource source(SQLiteConfig config) {
        var source = new SQLiteDataSource(config);
        source.setUrl(URL_PREFIX + path);
        return source;
    }

    /** A transaction takes the write lock when it begins: one that read first could no longer wait for it. */
    private static SQLiteConfig writing(int busyTimeoutMs) {
        var config = config(busyTimeoutMs);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        return config;
    }

    private static SQLiteConfig config(int busyTimeoutMs) {
        var config = new SQLiteConfig();
        config.setBusyTimeout(busyTimeoutMs);
        config.setSynchronous(SynchronousMode.NORMAL);
        config.enforceForeignKeys(true);
        return config;
    }
}
