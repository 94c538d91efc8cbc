package io.infiniproxy.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Path;
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
    void isPutWhereTheDriverLooksForIt() throws IOException {
        Path file = folder.resolve("native").resolve(LibraryLoaderUtil.getNativeLibName());
        System.setProperty(FOLDER, file.getParent().toString());

        SqliteLibrary.unpack();
        SqliteLibrary.unpack();

        System.load(file.toString());
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void isPutNowhereWhereNoFolderIsNamed() {
        assertThatCode(SqliteLibrary::unpack).doesNotThrowAnyException();
    }
}
