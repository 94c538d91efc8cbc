package io.infiniproxy.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.sqlite.SQLiteDataSource;

final class SqliteFileTest {
    @TempDir
    private Path dataDir;

    @Test
    void createsTheFileForItsOwnerOnly() throws IOException {
        assumeTrue(dataDir.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX file modes here");
        try (var database = Database.open("", dataDir.resolve("new"))) {
            var file = dataDir.resolve("new/proxy_users.db");

            assertThat(database.description()).isEqualTo("SQLite file " + file);
            for (var part : List.of("", "-wal", "-shm")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(file + part))))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void opensTheFileThatAJdbcUrlNames() {
        var file = dataDir.resolve("other.db");
        try (var database = Database.open("jdbc:sqlite:" + file, dataDir.resolve("unused"))) {
            assertThat(database.description()).isEqualTo("SQLite file " + file);
        }
        assertThat(dataDir.resolve("unused")).doesNotExist();
    }

    @Test
    void setsUpEveryConnection() {
        try (var database = Database.open(null, dataDir)) {
            assertThat(pragma(database.dataSource(), "journal_mode")).isEqualTo("wal");
            assertThat(pragma(database.dataSource(), "synchronous")).isEqualTo("1");
            assertThat(pragma(database.dataSource(), "foreign_keys")).isEqualTo("1");
            assertThat(pragma(database.dataSource(), "busy_timeout")).isEqualTo("3000");
            assertThat(pragma(database.readDataSource(), "journal_mode")).isEqualTo("wal");
            assertThat(pragma(database.readDataSource(), "query_only")).isEqualTo("1");
        }
    }

    @Test
    void refusesToWriteThroughTheReaders() {
        try (var database = Database.open("", dataDir)) {
            var reads = JdbcClient.create(database.readDataSource());

            assertThatThrownBy(() -> reads.sql("delete from users").update()).hasMessageContaining("SQLITE_READONLY");
        }
    }

    @RepeatedTest(3)
    void opensOnceForAllWhenManyOpenItAtOnce() throws InterruptedException, ExecutionException {
        var opened = new ArrayList<Future<Database>>();
        try (var executor = Executors.newFixedThreadPool(4)) {
            for (var i = 0; i < 4; i++) {
                opened.add(executor.submit(() -> Database.open("", dataDir)));
            }
        }
        for (var database : opened) {
            database.get().close();
        }
    }

    @Test
    void changesNothingInAFileOfAnotherProgram() throws IOException {
        var file = dataDir.resolve("proxy_users.db");
        var other = new SQLiteDataSource();
        other.setUrl("jdbc:sqlite:" + file);
        JdbcClient.create(other).sql("create table users (id integer primary key)").update();
        var before = Files.readAllBytes(file);

        assertThatThrownBy(() -> Database.open("", dataDir)).isInstanceOf(UnsupportedSchemaException.class);

        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void namesTheImportForAFileOfThePythonInfiniproxy() throws IOException {
        var file = dataDir.resolve("proxy_users.db");
        var python = new SQLiteDataSource();
        python.setUrl("jdbc:sqlite:" + file);
        var sql = JdbcClient.create(python);
        sql.sql("create table users (id integer primary key, username text)").update();
        sql.sql("create table api_keys (id integer primary key, key_hash text)").update();
        sql.sql("create table usage_records (id integer primary key, api_key_id integer)").update();
        var before = Files.readAllBytes(file);

        assertThatThrownBy(() -> Database.open("", dataDir))
                .isInstanceOf(PythonDatabaseException.class)
                .hasMessage("The SQLite file " + file + " is one of the Python infiniproxy, and stays as it is: the command import"
                        + " takes over its users, keys and usage");

        assertThat(file).hasBinaryContent(before);
        assertThat(dataDir).isDirectoryContaining("glob:**proxy_users.db").isDirectoryNotContaining("glob:**proxy_users.db?*");
    }

    @Test
    void saysWhatIsWrongWithAFileThatIsNoDatabase() throws IOException {
        var file = Files.writeString(dataDir.resolve("proxy_users.db"), "not a database, but long enough to look at".repeat(50));

        assertThatThrownBy(() -> Database.open("", dataDir))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageStartingWith("Cannot open the SQLite file " + file + ": ")
                .hasMessageContaining("not a database");
    }

    @Test
    void saysThatAFileCannotBeCreated() throws IOException {
        var notAFolder = Files.writeString(dataDir.resolve("data"), "a file");

        assertThatThrownBy(() -> Database.open("", notAFolder))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageStartingWith("DATABASE_URL: cannot create the SQLite file " + notAFolder);
    }

    private static String pragma(DataSource source, String name) {
        return JdbcClient.create(source).sql("pragma " + name).query(String.class).single();
    }
}
