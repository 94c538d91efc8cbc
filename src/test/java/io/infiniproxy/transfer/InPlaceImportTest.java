package io.infiniproxy.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infiniproxy.keys.ApiKeyAuthenticator;
import io.infiniproxy.keys.OutagePolicy;
import io.infiniproxy.sql.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InPlaceImportTest {
    @TempDir
    Path dataDir;

    private Path file;
    private InPlaceImport inPlace;

    @BeforeEach
    void place() {
        file = dataDir.resolve("proxy_users.db");
        inPlace = new InPlaceImport(file);
    }

    @Test
    void theTwoFilesChangePlaces() throws IOException {
        TestPython.later(file);
        byte[] before = Files.readAllBytes(file);

        ImportReport report = inPlace.run(false);

        assertThat(report.recordsTaken()).isEqualTo(3);
        assertThat(inPlace.isDone()).isTrue();
        assertThat(dataDir.resolve("proxy_users.python.db")).hasBinaryContent(before);
        assertThat(files()).containsExactly("proxy_users.db", "proxy_users.python.db");
        try (Database database = Database.open("", dataDir)) {
            assertThat(new ApiKeyAuthenticator(database.readDataSource(), OutagePolicy.OPEN).authenticate(TestPython.ALICES_KEY)).isPresent();
            assertThat(PythonImport.run(inPlace.kept(), database, false).recordsTaken()).isZero();
        }
    }

    @Test
    void whatABrokenOffImportHasLeftIsNotMixedIn() throws IOException {
        TestPython.later(file);
        TestPython.first(dataDir.resolve("proxy_users.db.importing"));
        Files.writeString(dataDir.resolve("proxy_users.db.importing-wal"), "left over");

        assertThat(inPlace.run(false).usersTaken()).isEqualTo(2);
        assertThat(files()).containsExactly("proxy_users.db", "proxy_users.python.db");
    }

    @Test
    void aFileThatCannotBeImportedStaysWhereItIs() throws IOException {
        TestPython.usage(TestPython.first(file), 11, "null", "1", "2", "yesterday");
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> inPlace.run(false)).isInstanceOf(TransferException.class).hasMessageContaining("yesterday");

        assertThat(file).hasBinaryContent(before);
        assertThat(files()).containsExactly("proxy_users.db");
        assertThat(inPlace.isDone()).isFalse();
    }

    @Test
    void anOldFileIsNeverOverwritten() throws IOException {
        TestPython.first(file);
        Files.writeString(inPlace.kept(), "precious");

        assertThatThrownBy(() -> inPlace.run(false)).hasMessageStartingWith(inPlace.kept() + " is there already");

        assertThat(inPlace.kept()).hasContent("precious");
    }

    @Test
    void aFileThatAnotherProgramHasOpenStaysWhereItIs() throws SQLException {
        TestPython.first(file);
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("update users set email = 'new@example.com'");

            assertThatThrownBy(() -> inPlace.run(false)).hasMessageContaining("Another program has " + file + " open");
        }
        assertThat(file).exists();
        assertThat(inPlace.kept()).doesNotExist();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(dataDir)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
