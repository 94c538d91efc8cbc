package io.infiniproxy.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.sqlite.SQLiteDataSource;

/** Copies of an SQLite file: those that a user asks for, and those that are kept before the tables change. */
final class SqliteCopyTest {
    @TempDir
    private Path dataDir;

    @Test
    void aBackupHoldsWhatIsThereWhileOthersWrite() throws IOException {
        Path backup = dataDir.resolve("backup.db");
        try (Database database = Database.open("", dataDir)) {
            insertUser(database, "alice");

            Database.backUp("", dataDir, backup);

            insertUser(database, "bob");
            assertThat(usernames(database.readDataSource())).containsExactly("alice", "bob");
        }
        assertThat(usernames(source(backup))).containsExactly("alice");
        assertThat(mode(backup)).isEqualTo("rw-------");
        try (Database restored = Database.open("jdbc:sqlite:" + backup, dataDir)) {
            assertThat(usernames(restored.readDataSource())).containsExactly("alice");
        }
    }

    @Test
    void aBackupOverwritesNothing() throws IOException {
        Database.open("", dataDir).close();
        Path backup = Files.writeString(dataDir.resolve("backup.db"), "precious");

        assertThatThrownBy(() -> Database.backUp("", dataDir, backup))
                .isInstanceOf(DatabaseException.class)
                .hasMessage(backup + " exists already: name a new file for the backup");

        assertThat(backup).hasContent("precious");
    }

    @Test
    void aBackupThatCannotBeMadeLeavesNothing() throws IOException {
        Path backup = dataDir.resolve("backup.db");
        Path database = Files.writeString(dataDir.resolve("proxy_users.db"), "not a database, but long enough to look at".repeat(50));

        assertThatThrownBy(() -> Database.backUp("", dataDir, backup))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("Cannot back up the SQLite file " + database);

        assertThat(files()).containsExactly("proxy_users.db");
    }

    @Test
    void aBackupOfNothingMakesNothing() throws IOException {
        assertThatThrownBy(() -> Database.backUp("", dataDir, dataDir.resolve("backup.db")))
                .hasMessage("There is no SQLite file " + dataDir.resolve("proxy_users.db") + " to back up");
        assertThat(files()).isEmpty();
    }

    @Test
    void aBackupOfPostgresqlIsPgDumps() {
        assertThatThrownBy(() -> Database.backUp("postgresql://me:hunter2@db/proxy", dataDir, dataDir.resolve("backup.db")))
                .isInstanceOf(DatabaseException.class)
                .hasMessage("DATABASE_URL names the PostgreSQL database proxy at db: pg_dump backs it up");
    }

    @Test
    void theFileIsKeptBeforeItsTablesChange() throws IOException {
        makeFirstVersion();

        Database.open("", dataDir).close();

        Path kept = dataDir.resolve("proxy_users.db.before-V2");
        assertThat(usernames(source(kept))).containsExactly("alice");
        assertThat(tables(kept)).contains("usage_records").doesNotContain("usage_hours");
        assertThat(tables(dataDir.resolve("proxy_users.db"))).contains("usage_hours");
        assertThat(mode(kept)).isEqualTo("rw-------");
    }

    @Test
    void aNewFileAndOneThatIsUpToDateAreNotCopied() throws IOException {
        Database.open("", dataDir).close();
        Database.open("", dataDir).close();

        assertThat(files()).containsExactly("proxy_users.db");
    }

    @Test
    void whatAnotherProcessHasChangedMeanwhileDoesNotReplaceTheCopy() throws IOException {
        makeFirstVersion();
        SqliteFile file = new SqliteFile(dataDir.resolve("proxy_users.db"));
        Database.open("", dataDir).close();

        file.keepBefore("2", 1);

        assertThat(tables(dataDir.resolve("proxy_users.db.before-V2"))).doesNotContain("usage_hours");
        assertThat(files()).containsExactly("proxy_users.db", "proxy_users.db.before-V2");
    }

    /** Makes the file as the first migration left it. */
    private void makeFirstVersion() {
        SqliteFile file = new SqliteFile(dataDir.resolve("proxy_users.db"));
        Flyway.configure()
                .dataSource(file.unpooled())
                .locations("classpath:db/migration")
                .placeholders(file.schemaWords())
                .target("1")
                .load()
                .migrate();
        JdbcClient.create(file.unpooled()).sql("insert into users (username, created_at) values ('alice', 't')").update();
    }

    private static void insertUser(Database database, String username) {
        JdbcClient.create(database.dataSource())
                .sql("insert into users (username, created_at) values (?, 't')")
                .param(username)
                .update();
    }

    private static List<String> usernames(DataSource source) {
        return JdbcClient.create(source).sql("select username from users order by id").query(String.class).list();
    }

    private static List<String> tables(Path file) {
        return JdbcClient.create(source(file))
                .sql("select name from sqlite_master where type = 'table'")
                .query(String.class)
                .list();
    }

    private static SQLiteDataSource source(Path file) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(dataDir)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String mode(Path file) throws IOException {
        assumeTrue(file.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX file modes here");
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
