package io.infiniproxy.sql;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Where the database is and how one connects to it: all that differs between the kinds of database. */
sealed interface DatabaseLocation permits SqliteFile, PostgresqlServer {

    /** Reads the database URL; an empty one means the SQLite file in the data folder. */
    static DatabaseLocation parse(String databaseUrl, Path dataDir) {
        var url = databaseUrl == null ? "" : databaseUrl.strip();
        if (url.isEmpty()) {
            return new SqliteFile(dataDir.resolve("proxy_users.db"));
        }
        if (url.startsWith(SqliteFile.URL_PREFIX)) {
            return SqliteFile.parse(url);
        }
        return PostgresqlServer.parse(url);
    }

    /** Returns {@code sqlite} or {@code postgresql}. */
    String kind();

    /** Returns what the start-up text says, without user or password. */
    String description();

    /** Returns a source of plain connections, one for each call, for the migration and for work that takes long. */
    DataSource unpooled();

    /** Returns the words of the schema that this database spells its own way. */
    Map<String, String> schemaWords();

    /**
     * Keeps a copy of what is there, before its tables change.
     *
     * @param version the first of the migrations that will run
     * @param migrationsDone how many have run
     */
    void keepBefore(String version, int migrationsDone);

    /** Returns the file if its tables are those of the Python infiniproxy, which can be imported. */
    Optional<Path> pythonFile();

    /** Returns the pool that may write. Its first connection opens it. */
    HikariDataSource writer();

    /** Returns the pool for reading; may be the writer itself. */
    HikariDataSource reader(HikariDataSource writer);
}
