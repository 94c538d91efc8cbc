package io.infiniproxy.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.cli.DataDirLock;
import io.infiniproxy.sql.Database;
import io.infiniproxy.sql.TestPostgresql;
import io.infiniproxy.testing.RunningProxy;
import io.infiniproxy.transfer.TestPython;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The commands as processes of their own, in a shell that lets everybody read what it makes. */
@EnabledOnOs(OS.LINUX)
final class DatabaseCommandsTest {
    @TempDir
    Path dataDir;

    private record Result(int exitCode, String output) {}

    @Test
    void anImportInPlaceIsWhatStartNeeds() throws Exception {
        Path file = dataDir.resolve("proxy_users.db");
        TestPython.later(file);
        byte[] before = Files.readAllBytes(file);

        Result start = run("start");
        assertThat(start.exitCode()).isEqualTo(1);
        assertThat(start.output()).hasLineCount(1).contains("the command import").contains(" import " + file);
        assertThat(file).hasBinaryContent(before);

        Result imported = run("import", file.toString());
        assertThat(imported.output())
                .contains("Users: 2 taken over", "API keys: 3 taken over", "Usage records: 3 taken over")
                .contains("kept as " + dataDir.resolve("proxy_users.python.db"));
        assertThat(imported.exitCode()).isZero();

        Result again = run("import", file.toString());
        assertThat(again.output()).contains("Users: 0 taken over", "Usage records: 0 taken over, 3 here already");
        assertThat(again.exitCode()).isZero();
        assertPrivate("proxy_users.db", "proxy_users.python.db");
    }

    @Test
    void aBackupIsMadeWhileTheProxyRuns() throws Exception {
        try (var proxy = RunningProxy.start(dataDir, Map.of())) {
            assertThat(proxy).isNotNull();
            Path backup = dataDir.resolve("backup.db");

            assertThat(run("backup", backup.toString())).isEqualTo(new Result(0, "The database is copied to " + backup + "\n"));

            assertPrivate("backup.db", "proxy_users.db", "proxy_users.db-wal", "proxy_users.db-shm");
            assertThat(run("backup", backup.toString()).exitCode()).isEqualTo(1);
        }
    }

    @Test
    void aDatabaseMovesToPostgresqlOnce() throws Exception {
        String to = TestPostgresql.newDatabaseUrl();
        TestPython.first(dataDir.resolve("python.db"));
        run("import", dataDir.resolve("python.db").toString());

        Result migrated = run("migrate", "--to", to);

        assertThat(migrated.output()).containsPattern("Usage records +3 +3").containsPattern("Tokens +128 +128");
        assertThat(migrated.exitCode()).isZero();
        Result again = run("migrate", "--to", to);
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.output()).contains("is not empty").doesNotContain("secret");
    }

    @Test
    void nothingIsMadeOfAFileThatIsNotThere() throws Exception {
        Path missing = dataDir.resolve("missing.db");

        assertThat(run("migrate", "--from", "jdbc:sqlite:" + missing).output()).isEqualTo("--from: there is no file " + missing + "\n");
        assertThat(dataDir).isEmptyDirectory();
        assertThat(run("import", missing.toString()).output()).isEqualTo("There is no file " + missing + "\n");
        assertThat(missing).doesNotExist();
    }

    @Test
    void aMigrationNamesTheOptionThatIsWrong() throws Exception {
        assertThat(run("migrate", "--from", "mysql://here/db").output()).startsWith("--from: expected postgresql://");
        assertThat(run("migrate", "--to", "mysql://here/db").output()).startsWith("--to: expected postgresql://");
        assertThat(run("migrate", "--to", "jdbc:sqlite:" + dataDir.resolve("proxy_users.db")).output())
                .startsWith("--from and --to name the same database");
        assertThat(dataDir).isEmptyDirectory();
    }

    @Test
    void saysInOneSentenceWhatIsNoDatabaseOrNoFolder() throws Exception {
        Path text = Files.writeString(dataDir.resolve("notes.txt"), "no database, but text that is long enough for its head".repeat(50));
        Path backup = dataDir.resolve("missing/backup.db");
        Database.open("", dataDir).close();

        assertThat(run("import", text.toString())).isEqualTo(new Result(1, text + " is no SQLite database\n"));
        assertThat(run("backup", backup.toString()))
                .isEqualTo(new Result(1, "There is no folder " + backup.getParent() + " for the backup: make it first\n"));
    }

    @Test
    void aProxyThatRunsKeepsImportAndMigrateOut() throws Exception {
        Database.open("", dataDir).close();
        try (var lock = DataDirLock.take(dataDir)) {
            assertThat(lock).isNotNull();
            for (String[] command : List.of(
                    new String[] {"import", "python.db"}, new String[] {"migrate", "--to", "jdbc:sqlite:" + dataDir.resolve("b.db")})) {
                Result result = run(command);
                assertThat(result.exitCode()).isEqualTo(1);
                assertThat(result.output()).contains("runs on the data folder " + dataDir);
            }
        }
    }

    private void assertPrivate(String... names) throws IOException {
        for (String name : names) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dataDir.resolve(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
    }

    private Result run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "umask 000; exec \"$@\"", "sh"));
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp"));
        command.addAll(List.of(System.getProperty("java.class.path"), "io.infiniproxy.InfiniProxy"));
        command.addAll(Stream.of(arguments).toList());
        ProcessBuilder builder = new ProcessBuilder(command).directory(dataDir.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("JAVA_TOOL") || name.equals("DATABASE_URL"));
        builder.environment().putAll(Map.of("DATA_DIR", dataDir.toString(), "INFINIPROXY_HOME", dataDir.toString(), "PROXY_PORT", "0"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes());
        return new Result(process.waitFor(), lines(output));
    }

    /** Without what Java itself says, and the log. */
    private static String lines(String output) {
        return output.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("WARNING:") && !line.matches("\\d{4}-.*|\\d\\d:\\d\\d:.*"))
                .reduce("", (all, line) -> all + line + "\n");
    }
}
