package io.infiniproxy.journal;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An append-only journal of small entries in a folder, for what must survive the process: an entry is in its file when
 * {@link Slot#append} returns, and stays until it is released. That is enough for a {@code kill -9}; a journal that forces the
 * disk survives a power failure too. Entries that several threads append at once are written, and forced, together.
 *
 * <p>Room is reserved before it is needed: {@link #reserve} fails when the disk is full, {@link Slot#append} then does not.
 * (On file systems that copy on write, such as Btrfs, it still may.)
 *
 * <p>Any number of threads may append; one reads and releases. An entry is read again after a crash if it was not released.
 */
public final class Journal implements Closeable {
    /** The longest payload, in bytes. */
    public static final int MAX_PAYLOAD_BYTES = 4096 - Framing.HEADER_BYTES;

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int SLOT_BYTES = 4096;
    private static final long GROWTH_BYTES = 1024 * 1024;
    private static final long MAX_SEGMENT_BYTES = 64L * 1024 * 1024;
    /** An entry that SQL has forgotten by then must not be read again after a crash. */
    private static final long MAX_AGE_NANOS = Duration.ofHours(1).toNanos();
    private static final long STUCK_NANOS = Duration.ofSeconds(3).toNanos();

    private final Path folder;
    private final boolean forcesDisk;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** The oldest first; entries are appended to the last. */
    private final Deque<Segment> segments = new ArrayDeque<>();

    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private boolean writing;
    private boolean closed;
    private long slots;
    private long appended;
    private long written;
    /** The last write that failed, as a range of appended entries, and why. */
    private long failedFrom = 1;
    private long failedTo;
    private IOException failure;
    /** Entries that failed are as if they had been released. */
    private long released;
    private long readPosition;
    private long segmentNanos;
    private long movedNanos;

    private Journal(Path folder, boolean forcesDisk, LongSupplier nanoTime) {
        this.folder = folder;
        this.forcesDisk = forcesDisk;
        this.nanoTime = nanoTime;
        movedNanos = nanoTime.getAsLong();
    }

    /**
     * Opens the journal of this folder, which no other process may have open. What an earlier process has left is read first;
     * an entry that it could not finish is cut off.
     *
     * @param forcesDisk whether an entry survives a power failure
     * @throws JournalException if the folder cannot be used
     */
    public static Journal open(Path folder, boolean forcesDisk) {
        return open(folder, forcesDisk, System::nanoTime);
    }

    static Journal open(Path folder, boolean forcesDisk, LongSupplier nanoTime) {
        Journal journal = new Journal(folder, forcesDisk, nanoTime);
        try {
            Files.createDirectories(folder);
            journal.openRemains();
            journal.addSegment();
            return journal;
        } catch (IOException | UncheckedIOException e) {
            throw new JournalException("Cannot use the journal in " + folder + ": " + e.getMessage(), e);
        }
    }

    private void openRemains() throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.filter(SegmentFiles::isSegment).sorted().toList();
        }
        for (Path file : files) {
            Segment segment = Segment.open(file, SegmentFiles.number(file));
            Segment.Remains remains = segment.cutTail();
            if (remains.tornBytes() > 0) {
                LOG.warn("{}: cut off {} bytes of an entry that was not finished", file, remains.tornBytes());
            }
            keepUnlessEmpty(segment, remains.entries());
        }
    }

    private void keepUnlessEmpty(Segment segment, long entries) throws IOException {
        if (entries == 0 && segment.end() == 0) {
            segment.delete();
            return;
        }
        segments.add(segment);
        appended += entries;
        written += entries;
    }

    /** Reserves room for one entry. */
    public Slot reserve() {
        lock.lock();
        try {
            long needed = (slots + 1) * SLOT_BYTES;
            Segment active = segments.getLast();
            if (active.roomBytes() < needed) {
                active.grow(Math.max(GROWTH_BYTES, needed - active.roomBytes()));
            }
            slots++;
            return new Slot(this);
        } catch (IOException e) {
            throw new JournalException("The disk of the usage journal is full, or fails: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    void giveBack() {
        lock.lock();
        try {
            slots--;
        } finally {
            lock.unlock();
        }
    }

    /** Appends an entry; whoever finds nobody writing writes for all who wait. */
    void append(byte[] payload) {
        byte[] entry = Framing.frame(payload);
        lock.lock();
        try {
            pending.writeBytes(entry);
            long mine = ++appended;
            while (written < mine) {
                if (writing) {
                    changed.awaitUninterruptibly();
                } else {
                    writePending();
                }
            }
            if (mine >= failedFrom && mine <= failedTo) {
                throw new JournalException("The usage journal cannot be written: " + failure.getMessage(), failure);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes without the lock, so that others can line up behind. */
    private void writePending() {
        byte[] entries = pending.toByteArray();
        pending.reset();
        long upTo = appended;
        Segment active = segments.getLast();
        writing = true;
        IOException failed = null;
        lock.unlock();
        try {
            active.write(entries);
        } catch (IOException e) {
            failed = e;
        } finally {
            lock.lock();
            writing = false;
        }
        if (written == released) {
            movedNanos = nanoTime.getAsLong();
        }
        if (failed == null) {
            active.advance(entries.length);
        } else {
            fail(failed, upTo);
        }
        written = upTo;
        if (active.end() >= MAX_SEGMENT_BYTES) {
            changeSegment();
        }
        changed.signalAll();
    }

    /** What is behind the last good entry now is unknown: no later entry may stand before it. */
    private void fail(IOException failed, long upTo) {
        failure = failed;
        failedFrom = written + 1;
        failedTo = upTo;
        released += upTo - written;
        LOG.error("The usage journal cannot be written", failed);
        changeSegment();
    }

    private void addSegment() throws IOException {
        long number = segments.isEmpty() ? 1 : segments.getLast().number() + 1;
        long room = slots * SLOT_BYTES + GROWTH_BYTES;
        segments.add(Segment.create(SegmentFiles.path(folder, number), number, forcesDisk, room));
        segmentNanos = nanoTime.getAsLong();
    }

    /** Goes on in a new segment; without room for one the old one stays. */
    private void changeSegment() {
        Segment old = segments.getLast();
        try {
            addSegment();
            old.shrink();
        } catch (IOException e) {
            LOG.debug("The usage journal stays in its segment: {}", e.getMessage());
        }
    }

    /**
     * Reads the entries that come next, the oldest first, and waits for one when there is none.
     *
     * @param most how many at most
     * @return no entries when {@code longestWait} is over, or the journal is closed
     * @throws JournalException if the files cannot be read
     */
    public Entries next(int most, Duration longestWait) {
        lock.lock();
        try {
            long nanos = longestWait.toNanos();
            while (isReadToEnd() && nanos > 0 && !closed) {
                nanos = awaitChange(nanos);
            }
            deleteRead();
            Segment oldest = segments.getFirst();
            return oldest.read(readPosition, oldest.end(), most);
        } catch (IOException e) {
            throw new JournalException("The usage journal cannot be read: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    private boolean isReadToEnd() {
        return segments.size() == 1 && readPosition == segments.getFirst().end();
    }

    private long awaitChange(long nanos) {
        try {
            return changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Drops entries that were read last: they are safe elsewhere. */
    public void release(Entries entries) {
        lock.lock();
        try {
            released += entries.payloads().size();
            readPosition = entries.end();
            movedNanos = nanoTime.getAsLong();
            if (isReadToEnd() && readPosition > 0 && nanoTime.getAsLong() - segmentNanos > MAX_AGE_NANOS && !writing) {
                changeSegment();
            }
            deleteRead();
            changed.signalAll();
        } catch (IOException e) {
            LOG.warn("The usage journal keeps a file that it has read: {}", e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    private void deleteRead() throws IOException {
        while (segments.size() > 1 && readPosition == segments.getFirst().end()) {
            readPosition = 0;
            segments.removeFirst().delete();
        }
    }

    /** Returns how many entries are not released. */
    public long waiting() {
        lock.lock();
        try {
            return written - released;
        } finally {
            lock.unlock();
        }
    }

    /** Whether entries wait, and none has been released for some seconds. */
    public boolean isStuck() {
        lock.lock();
        try {
            return written > released && nanoTime.getAsLong() - movedNanos > STUCK_NANOS;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all entries that are in the journal now have been released; returns whether they have. */
    public boolean awaitReleased(Duration longestWait) {
        lock.lock();
        try {
            long all = written;
            long nanos = longestWait.toNanos();
            while (released < all && nanos > 0 && !closed) {
                nanos = awaitChange(nanos);
            }
            return released >= all;
        } finally {
            lock.unlock();
        }
    }

    /** Closes the files; leaves none behind when all entries have been released. */
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            boolean done = written == released;
            for (Segment segment : segments) {
                if (done) {
                    segment.delete();
                } else {
                    segment.close();
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
