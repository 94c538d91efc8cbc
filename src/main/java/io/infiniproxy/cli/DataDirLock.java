package io.infiniproxy.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second proxy off a data folder. The system gives the lock up with the process, however that ends; the file
 * stays, as removing it could take the lock from a process that has just got it.
 */
public final class DataDirLock implements AutoCloseable {
    private final FileChannel channel;

    private DataDirLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock, and makes the folder if there is none.
     *
     * @throws CommandFailedException if another process has it, or the folder cannot be used
     */
    public static DataDirLock take(Path dataDir) {
        try {
            Files.createDirectories(dataDir);
            FileChannel channel = FileChannel.open(
                    dataDir.resolve("infiniproxy.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new CommandFailedException(taken(dataDir));
            }
            return new DataDirLock(channel);
        } catch (IOException e) {
            throw new CommandFailedException(
                    "DATA_DIR: cannot use the folder " + dataDir + " (" + e + "). Set DATA_DIR to one that can be written.", e);
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this process has it already
        }
    }

    private static String taken(Path dataDir) {
        String address = new ServerUrlFile(dataDir).read().map(url -> " (" + url + ")").orElse("");
        return "Another infiniproxy" + address + " runs on the data folder " + dataDir
                + ". Stop it, or set DATA_DIR and PROXY_PORT to start a second one.";
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
