package io.infiniproxy.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A copy of an SQLite file as it is at one moment, whoever writes to it meanwhile. It is made as a draft beside its place, for
 * its owner only, and gets its name when it is whole and on the disk.
 *
 * @see <a href="https://sqlite.org/lang_vacuum.html#vacuuminto">VACUUM INTO</a>
 */
final class SqliteCopy implements AutoCloseable {
    private final Path draft;

    private SqliteCopy(Path draft) {
        this.draft = draft;
    }

    /**
     * Makes the draft of a copy that will be at {@code place}.
     *
     * @throws SQLException if the file cannot be read, or the disk is full
     */
    static SqliteCopy draft(DataSource source, Path place) throws IOException, SQLException {
        Path folder = place.toAbsolutePath().getParent();
        SqliteCopy copy = new SqliteCopy(Files.createTempFile(folder, place.getFileName() + ".", ".part"));
        try (Connection connection = source.getConnection();
                PreparedStatement vacuum = connection.prepareStatement("vacuum into ?")) {
            vacuum.setString(1, copy.draft.toString());
            vacuum.executeUpdate();
            copy.force();
        } catch (IOException | SQLException e) {
            copy.close();
            throw e;
        }
        return copy;
    }

    Path path() {
        return draft;
    }

    /**
     * Gives the draft its name.
     *
     * @throws FileAlreadyExistsException if there is a file of that name
     */
    void moveTo(Path place) throws IOException {
        Files.move(draft, place);
    }

    /** Gives the draft its name, in place of the file that may have it. */
    void replace(Path place) throws IOException {
        Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** SQLite itself does not force what VACUUM INTO writes. */
    private void force() throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Removes the draft, unless it has got its name. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
