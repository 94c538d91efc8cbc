package io.infiniproxy.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.util.LibraryLoaderUtil;

final class SqliteLibraryTest {
    private static final String FOLDER = "org.sqlite.lib.path";

    @TempDir
    private Path folder;

    @AfterEach
    void forget() {
        System.clearProperty(FOLDER);
    }

    @Test
    void isPutWhereTheDriverLooksForIt() throws Exception {
        Path library = folder.resolve("native");
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        System.setProperty(FOLDER, library.toString());

        SqliteLibrary.unpack();
        SqliteLibrary.unpack();

        assertThat(library.resolve(LibraryLoaderUtil.getNativeLibName())).isNotEmptyFile();
        assertThat(whatOpeningADatabaseUnpacks(library, temporary)).isEmpty();
        assertThat(whatOpeningADatabaseUnpacks(folder.resolve("elsewhere"), temporary)).contains(temporary.toString());
    }

    @Test
    void isPutNowhereWhereNoFolderIsNamed() {
        assertThatCode(SqliteLibrary::unpack).doesNotThrowAnyException();
    }

    /**
     * The files that a Java of its own has unpacked when it has opened a database. In this one the driver may have its library already: of
     * two in one process Java takes each native method from either, and aborts when one is given a database that the other has opened.
     */
    private String whatOpeningADatabaseUnpacks(Path library, Path temporary) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-D" + FOLDER + "=" + library,
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp", System.getProperty("java.class.path"),
                        OpensADatabase.class.getName())
                .redirectErrorStream(true);
        builder.environment().remove("JAVA_TOOL_OPTIONS"); // Java tells of them
        return new String(builder.start().getInputStream().readAllBytes());
    }

    static final class OpensADatabase {
        private OpensADatabase() {}

        public static void main(String[] arguments) throws Exception {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                    Stream<Path> unpacked = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
                connection.createStatement().execute("SELECT 1");
                unpacked.forEach(System.out::println);
            }
        }
    }
}
