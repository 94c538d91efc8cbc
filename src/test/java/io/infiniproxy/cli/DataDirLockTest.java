package io.infiniproxy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirLockTest {
    @TempDir
    Path dataDir;

    @Test
    void makesTheFolder() throws IOException {
        Path missing = dataDir.resolve("a/b");
        DataDirLock.take(missing).close();
        assertThat(missing).isDirectory();
    }

    @Test
    void isHadOnce() throws IOException {
        new ServerUrlFile(dataDir).write(URI.create("http://localhost:8000"));
        try (DataDirLock held = DataDirLock.take(dataDir)) {
            assertThatThrownBy(() -> DataDirLock.take(dataDir))
                    .isInstanceOf(CommandFailedException.class)
                    .hasMessageContaining("(http://localhost:8000) runs on the data folder " + dataDir)
                    .hasMessageContaining("set DATA_DIR and PROXY_PORT");
        }
    }

    @Test
    void canBeTakenAgainWhenGivenUp() throws IOException {
        DataDirLock.take(dataDir).close();
        DataDirLock.take(dataDir).close();
    }

    @Test
    void namesAFolderThatCannotBeMade() throws IOException {
        Path file = Files.createFile(dataDir.resolve("file"));
        assertThatThrownBy(() -> DataDirLock.take(file.resolve("data")))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageStartingWith("DATA_DIR: cannot use the folder " + file.resolve("data"));
    }
}
