package io.infiniproxy.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Gives each test a fresh database; a contract is written once and holds for every kind of database. */
public abstract class DatabaseContract {
    @TempDir
    protected Path dataDir;

    protected Database database;

    /** Returns the URL of an empty database; an empty one for SQLite. */
    protected abstract String databaseUrl();

    @BeforeEach
    void openDatabase() {
        database = Database.open(databaseUrl(), dataDir);
    }

    @AfterEach
    void closeDatabase() {
        if (database != null) {
            database.close();
        }
    }
}
