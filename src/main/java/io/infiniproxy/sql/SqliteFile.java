package io.infiniproxy.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.infiniproxy.files.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/**
 * An SQLite file in WAL mode. SQLite allows one writer at a time, so there is one writing connection and threads queue
 * for it in the pool: they never meet a locked database, which only another process can bring about.
 */
record SqliteFile(Path path) implements DatabaseLocation {
    static final String URL_PREFIX = "jdbc:sqlite:";

    private static final int READERS = 8;
    private static final int OPEN_TIMEOUT_MS = 10_000;

    /** Who waits for this lock waits in native code, and holds the one connection that all other writers wait for. */
    private static final int WRITE_BUSY_TIMEOUT_MS = 3_000;

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
        return Map.of("identity", "integer primary key autoincrement", "instant", "text");
    }

    @Override
    public HikariDataSource openWriter() {
        var pool = pool("sqlite-writer", writing(WRITE_BUSY_TIMEOUT_MS), 1);
        pool.setConnectionTimeout(WRITER_WAIT_MS);
        return new HikariDataSource(pool);
    }

    @Override
    public HikariDataSource openReader(HikariDataSource writer) {
        var pool = pool("sqlite-readers", config(READ_BUSY_TIMEOUT_MS), READERS);
        pool.setConnectionInitSql("pragma query_only = on");
        pool.setConnectionTimeout(5_000);
        return new HikariDataSource(pool);
    }

    private HikariConfig pool(String name, SQLiteConfig config, int connections) {
        config.setJournalMode(JournalMode.WAL);
        var pool = new HikariConfig();
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
