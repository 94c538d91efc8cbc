package io.infiniproxy.journal;

import io.infiniproxy.files.PrivateFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file of the journal: entries one behind the other, then zeros. The zeros are room that the disk has already given:
 * writing over them cannot fail because it is full.
 *
 * <p>Files are opened as {@link RandomAccessFile}s: an interrupted thread would close a channel for all. Threadsafe as far as
 * {@link Journal} needs it: one thread writes entries, one makes room under the journal's lock, one reads.
 */
final class Segment {
    private static final Logger LOG = LoggerFactory.getLogger(Segment.class);
    private static final byte[] ZEROS = new byte[64 * 1024];
    private static final int READ_BYTES = 1024 * 1024;
    private static final long UNKNOWN = -1;

    private final Path path;
    private final long number;
    private final boolean forcesDisk;
    private final RandomAccessFile file;
    /** Kept open, as is the next: they work also when somebody has deleted the file. */
    private final RandomAccessFile reading;
    private final RandomAccessFile growing;
    /** Behind the last entry. */
    private long end;
    /** Where {@link #file} writes next, unless it is told; {@link #UNKNOWN} after a write that failed. */
    private long position;
    /** Behind the last zero. */
    private long size;

    private Segment(Path path, long number, boolean forcesDisk) throws IOException {
        this.path = path;
        this.number = number;
        this.forcesDisk = forcesDisk;
        file = new RandomAccessFile(path.toFile(), "rw");
        reading = new RandomAccessFile(path.toFile(), "r");
        growing = new RandomAccessFile(path.toFile(), "rw");
    }

    /** Makes a new segment with room for so many bytes; leaves no file behind when the disk has not got them. */
    static Segment create(Path path, long number, boolean forcesDisk, long roomBytes) throws IOException {
        PrivateFile.createIfAbsent(path);
        Segment segment = new Segment(path, number, forcesDisk);
        try {
            segment.grow(roomBytes);
            return segment;
        } catch (IOException e) {
            segment.delete();
            throw e;
        }
    }

    /** Opens a segment that an earlier process has left; {@link #cutTail} is still to be called. */
    static Segment open(Path path, long number) throws IOException {
        Segment segment = new Segment(path, number, false);
        segment.size = segment.file.length();
        return segment;
    }

    /** Finds the entries that an earlier process has left, and cuts off the one that it could not finish. */
    Remains cutTail() throws IOException {
        long entries = 0;
        for (Entries read = read(0, size, Integer.MAX_VALUE); !read.isEmpty(); read = read(end, size, Integer.MAX_VALUE)) {
            entries += read.payloads().size();
            end = read.end();
        }
        long torn = lastNonZero(end) - end;
        shrink();
        return new Remains(entries, torn);
    }

    /** What a segment of an earlier process holds. */
    record Remains(long entries, long tornBytes) {}

    private byte[] bytes(long from, long to) throws IOException {
        byte[] bytes = new byte[(int) Math.min(to - from, READ_BYTES)];
        reading.seek(from);
        reading.readFully(bytes);
        return bytes;
    }

    private long lastNonZero(long from) throws IOException {
        long last = from;
        for (long at = from; at < size; at += READ_BYTES) {
            byte[] bytes = bytes(at, size);
            for (int i = 0; i < bytes.length; i++) {
                last = bytes[i] == 0 ? last : at + i + 1;
            }
        }
        return last;
    }

    long number() {
        return number;
    }

    /** Returns the position behind the last entry. */
    long end() {
        return end;
    }

    /** Returns how many bytes the disk has given beyond the last entry. */
    long roomBytes() {
        return size - end;
    }

    /** Makes room for so many bytes more; changes nothing when the disk has not got them. */
    void grow(long bytes) throws IOException {
        long wanted = size + bytes;
        try {
            growing.seek(size);
            for (long at = size; at < wanted; at += ZEROS.length) {
                growing.write(ZEROS, 0, (int) Math.min(ZEROS.length, wanted - at));
            }
            force(growing);
            size = wanted;
        } catch (IOException e) {
            growing.setLength(size);
            throw e;
        }
    }

    /** Gives back the room behind the last entry. */
    void shrink() throws IOException {
        file.setLength(end);
        size = end;
    }

    /** Writes entries behind the last one: they are in the file when this returns. They count by {@link #advance}. */
    void write(byte[] entries) throws IOException {
        if (position != end) {
            file.seek(end);
        }
        position = UNKNOWN;
        file.write(entries);
        position = end + entries.length;
        force(file);
    }

    /** So many bytes of entries have been written. */
    void advance(int bytes) {
        end += bytes;
        size = Math.max(size, end);
    }

    private void force(RandomAccessFile written) throws IOException {
        if (forcesDisk) {
            written.getFD().sync();
        }
    }

    /**
     * Reads whole entries from {@code from}, but none beyond {@code to}, and {@code most} at most. An entry that has been damaged is
     * passed over when a good one follows; else there are no entries.
     */
    Entries read(long from, long to, int most) throws IOException {
        Entries read = parse(bytes(from, to), from, most);
        if (!read.isEmpty() || from == to) {
            return read;
        }
        long good = nextGood(from, to);
        if (good < 0) {
            return read;
        }
        keepDamaged(from, good);
        return parse(bytes(good, to), good, most);
    }

    private Entries parse(byte[] bytes, long from, int most) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        List<byte[]> payloads = new ArrayList<>();
        int readTo = 0;
        byte[] payload = Framing.next(buffer);
        while (payload != null) {
            payloads.add(payload);
            readTo = buffer.position();
            payload = payloads.size() < most ? Framing.next(buffer) : null;
        }
        return new Entries(payloads, number, from + readTo);
    }

    /** Returns where the next good entry begins behind {@code from}; -1 when there is none near. */
    private long nextGood(long from, long to) throws IOException {
        byte[] bytes = bytes(from, to);
        for (int skipped = 1; skipped < bytes.length; skipped++) {
            if (Framing.next(ByteBuffer.wrap(bytes, skipped, bytes.length - skipped)) != null) {
                return from + skipped;
            }
        }
        return -1;
    }

    /** Keeps bytes that are no entries, for whoever wants to find out what they were; returns the position behind them. */
    long keepDamaged(long from, long to) throws IOException {
        Path kept = path.resolveSibling(path.getFileName() + ".damaged-" + from);
        byte[] damaged = bytes(from, to);
        PrivateFile.createIfAbsent(kept);
        Files.write(kept, damaged);
        LOG.error("{}: {} bytes are damaged, and kept in {}", path, damaged.length, kept);
        return from + damaged.length;
    }

    /** Whether somebody has deleted the file. */
    boolean isGone() {
        return !Files.exists(path);
    }

    void delete() throws IOException {
        close();
        Files.deleteIfExists(path);
    }

    void close() throws IOException {
        reading.close();
        growing.close();
        file.close();
    }
}
