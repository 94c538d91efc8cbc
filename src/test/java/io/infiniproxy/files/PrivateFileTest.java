package io.infiniproxy.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrivateFileTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameAFileInAFolderThatIsNotThere() {
        file = folder.resolve("data/secret");
    }

    @Test
    void createsAFileThatOnlyItsOwnerReads() throws IOException {
        PrivateFile.createIfAbsent(file);

        assertThat(file).isEmptyFile();
        assertThat(mode()).isEqualTo("rw-------");
    }

    @Test
    void leavesAFileThatIsThereAsItIs() throws IOException {
        PrivateFile.write(file, "kept");

        PrivateFile.createIfAbsent(file);

        assertThat(file).hasContent("kept");
    }

    @Test
    void replacesAFileWholeAndLeavesNothingBeside() throws IOException {
        PrivateFile.write(file, "a longer text than the next");
        PrivateFile.write(file, "new");

        assertThat(file).hasContent("new");
        assertThat(mode()).isEqualTo("rw-------");
        assertThat(file.getParent()).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void writesOverTheDraftOfAWriterThatDied() throws IOException {
        PrivateFile.createIfAbsent(file.resolveSibling("secret.new"));

        PrivateFile.write(file, "new");

        assertThat(file).hasContent("new");
    }

    private String mode() throws IOException {
        assumeTrue(file.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX file modes here");
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
