package io.infiniproxy.transfer;

import io.infiniproxy.files.PrivateFile;
import io.infiniproxy.sql.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Imports a file of the Python infiniproxy that lies where our own database belongs. The new database is made beside it; only when it is
 * whole do the two change places. The old file stays, under another name.
 */
public final class InPlaceImport {
    private static final List<String> COMPANIONS = List.of("-wal", "-journal");

    private final Path file;
    private final Path kept;
    private final Path made;

    /** {@code file} is the one that the settings name for our database. */
    public InPlaceImport(Path file) {
        this.file = file;
        String name = file.getFileName().toString();
        String stem = name.endsWith(".db") ? name.substring(0, name.length() - ".db".length()) : name;
        kept = file.resolveSibling(stem + ".python.db");
        made = file.resolveSibling(name + ".importing");
    }

    /** Returns where the old file will be: {@code proxy_users.python.db} for {@code proxy_users.db}. */
    public Path kept() {
        return kept;
    }

    /** Returns whether the two files have changed places already. */
    public boolean isDone() {
        return Files.exists(kept) && Files.exists(file) && !PythonDatabase.isOne(file);
    }

    /**
     * Imports the file into a database that takes its place.
     *
     * @param limitsModels as in {@link PythonImport#run}
     * @throws TransferException if that cannot be; then the file is where it was, as it was
     */
    public ImportReport run(boolean limitsModels) {
        if (Files.exists(kept)) {
            throw new TransferException(kept + " is there already, and " + file + " would get its name: move it away first");
        }
        PythonDatabase.open(file).close(); // says what is wrong with it before anything is made
        try {
            removeMade();
            ImportReport report = make(limitsModels);
            requireClosed(file);
            requireClosed(made);
            changePlaces();
            return report;
        } catch (IOException e) {
            throw new TransferException("Cannot put the imported database in the place of " + file + ": " + e, e);
        }
    }

    private ImportReport make(boolean limitsModels) throws IOException {
        try (Database target = Database.open("jdbc:sqlite:" + made, made.toAbsolutePath().getParent())) {
            return PythonImport.run(file, target, limitsModels);
        } catch (RuntimeException e) {
            removeMade();
            throw e;
        }
    }

    /** What an import that was broken off has left must not get mixed with what comes. */
    private void removeMade() throws IOException {
        Files.deleteIfExists(made);
        for (String companion : COMPANIONS) {
            Files.deleteIfExists(beside(made, companion));
        }
    }

    private void changePlaces() throws IOException {
        Files.move(file, kept);
        try {
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.move(kept, file);
            throw e;
        }
        PrivateFile.restrict(kept);
    }

    /** A part of a database that another program has open may be in these: it would be left behind. */
    private static void requireClosed(Path file) {
        for (String companion : COMPANIONS) {
            Path part = beside(file, companion);
            if (Files.exists(part)) {
                throw new TransferException("Another program has " + file + " open (" + part + " is there): stop it first");
            }
        }
    }

    private static Path beside(Path file, String companion) {
        return file.resolveSibling(file.getFileName() + companion);
    }
}
