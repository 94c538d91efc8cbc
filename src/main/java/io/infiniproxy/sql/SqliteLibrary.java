package io.infiniproxy.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.util.LibraryLoaderUtil;

/** SQLite's own code, which is no Java: the driver brings it along for each kind of machine. */
public final class SqliteLibrary {
    /** The folder in which the driver looks for it first. */
    private static final String FOLDER = "org.sqlite.lib.path";

    private SqliteLibrary() {}

    /**
     * Puts it into the folder that the driver is told to look in; does nothing when it is told of none, or has none for this machine.
     * The driver unpacks it anew into the temporary folder at each start else, and leaves it there when the process is killed.
     */
    public static void unpack() throws IOException {
        String folder = System.getProperty(FOLDER);
        String name = LibraryLoaderUtil.getNativeLibName();
        try (InputStream library =
                LibraryLoaderUtil.class.getResourceAsStream(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name)) {
            if (folder != null && library != null) {
                Path file = Files.createDirectories(Path.of(folder)).resolve(name);
                Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING); // a new file: a process may run what it replaces
            }
        }
    }
}
