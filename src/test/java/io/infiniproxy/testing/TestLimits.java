package io.infiniproxy.testing;

import io.infiniproxy.sql.Database;
import java.nio.file.Path;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Gives keys and users limits: before their first request, or it takes up to two seconds until a proxy knows them. */
public final class TestLimits {
    private TestLimits() {}

    /** Sets the limits of all API keys of a proxy on the SQLite file in {@code folder}; {@code limits} may have single quotes. */
    public static void ofKeys(Path folder, String limits) {
        set("", folder, "api_keys", limits);
    }

    /** Sets the limits of all users. */
    public static void ofUsers(Path folder, String limits) {
        set("", folder, "users", limits);
    }

    /** Sets the limits of all API keys in the database of this URL. */
    public static void ofKeysIn(String databaseUrl, String limits) {
        set(databaseUrl, null, "api_keys", limits);
    }

    private static void set(String databaseUrl, Path folder, String table, String limits) {
        try (Database database = Database.open(databaseUrl, folder)) {
            JdbcClient.create(database.dataSource())
                    .sql("update " + table + " set limits = :limits")
                    .param("limits", limits.replace('\'', '"'))
                    .update();
        }
    }
}
