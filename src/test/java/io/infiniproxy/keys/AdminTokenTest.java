package io.infiniproxy.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AdminTokenTest {
    @TempDir
    private Path dataDir;

    @Test
    void takesTheConfiguredTokenAndMakesNoFile() {
        var token = AdminToken.load(" configured ", dataDir);

        assertThat(token.matches("configured")).isTrue();
        assertThat(token.file()).isEmpty();
        assertThat(dataDir).isEmptyDirectory();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "configure", "configured ", "CONFIGURED"})
    void matchesNothingElse(String presented) {
        assertThat(AdminToken.load("configured", dataDir).matches(presented)).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void makesATokenAtTheFirstStartAndKeepsIt(String configured) throws IOException {
        var file = AdminToken.load(configured, dataDir).file().orElseThrow();
        var text = Files.readString(file).strip();

        assertThat(file).isEqualTo(dataDir.resolve("admin-token"));
        assertThat(text).matches("[0-9a-f]{64}");
        assertThat(AdminToken.load(configured, dataDir).matches(text)).isTrue();
    }

    @Test
    void makesAnotherTokenInPlaceOfAnEmptyFile() throws IOException {
        Files.createFile(dataDir.resolve("admin-token"));

        var token = AdminToken.load("", dataDir);

        assertThat(token.matches("")).isFalse();
        assertThat(dataDir.resolve("admin-token")).isNotEmptyFile();
    }

    @Test
    void keepsTheFileForItsOwner() throws IOException {
        assumeTrue(dataDir.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX file modes here");
        var file = AdminToken.load("", dataDir).file().orElseThrow();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void saysThatTheFileCannotBeKept() throws IOException {
        var notAFolder = Files.createFile(dataDir.resolve("data"));

        assertThatThrownBy(() -> AdminToken.load("", notAFolder))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("ADMIN_TOKEN: expected a token or a file that can be kept, got ");
    }
}
