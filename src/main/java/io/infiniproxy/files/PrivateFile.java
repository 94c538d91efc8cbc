package io.infiniproxy.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only their owner may read: mode 0600 from the moment they exist, where the file system knows modes. */
public final class PrivateFile {

    private PrivateFile() {}

    /** Creates an empty private file, and the folders above it; leaves a file that is there already as it is. */
    public static void createIfAbsent(Path file) throws IOException {
        createFolder(file);
        try {
            Files.createFile(file, ownerOnly(file));
        } catch (FileAlreadyExistsException present) {
            // what we wanted: not ours to empty, nor to change the mode of
        }
    }

    /** Writes the whole text or nothing: a reader sees the old file or the new one, also after a crash. */
    public static void write(Path file, String text) throws IOException {
        createFolder(file);
        var draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, ownerOnly(file));
        Files.writeString(draft, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Makes a file that is there already private, where the file system knows modes. */
    public static void restrict(Path file) throws IOException {
        var mode = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (mode != null) {
            mode.setPermissions(PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static void createFolder(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }
}
