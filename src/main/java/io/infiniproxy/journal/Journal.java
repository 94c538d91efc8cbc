package io.infiniproxy.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
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
    private static final long STUCK_NANOS = Duration.ofSeconds(3).toNanos();

    private final LongSupplier nanoTime;
    private final Segments segments;
    private final ReentrantLock lock = new ReentrantLock();
    /** There is as much to read as the reader waits for. */
    private final Condition readable = lock.newCondition();

    private final Condition releasedMore = lock.newCondition();
    /** What is to be written next. */
    private Batch pending = new Batch(lock.newCondition());

    private boolean writing;
    private boolean closed;
    private boolean hurried;
    private int waitingForRelease;
    /** For how many entries the reader waits. */
    private long wanted = 1;

    private long slots;
    private long written;
    private long released;
    private long readPosition;
    private long movedNanos;

    private Journal(Segments segments, LongSupplier nanoTime) {
        this.segments = segments;
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
        Journal journal = new Journal(new Segments(folder, forcesDisk, nanoTime), nanoTime);
        try {
            journal.written = journal.segments.openRemains();
            journal.segments.add(GROWTH_BYTES);
            return journal;
        } catch (IOException | UncheckedIOException e) {
            throw new JournalException("Cannot use the journal in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Reserves room for one entry. */
    public Slot reserve() {
        lock.lock();
        try {
            long needed = (slots + 1) * SLOT_BYTES;
            Segment active = segments.newest();
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
        lock.lock();
        try {
            Batch batch = pending;
            batch.add(payload);
            while (!batch.isDone()) {
                if (writing) {
                    batch.await();
                } else {
                    writePending();
                }
            }
            batch.requireWritten();
        } finally {
            lock.unlock();
        }
    }

    /** Writes without the lock, so that others can line up behind. */
    private void writePending() {
        Batch batch = pending;
        pending = new Batch(lock.newCondition());
        Segment active = segments.newest();
        byte[] entries = batch.bytes();
        writing = true;
        lock.unlock();
        try {
            active.write(entries);
        } catch (IOException | RuntimeException e) {
            batch.fail(e);
        } finally {
            lock.lock();
            writing = false;
        }
        batch.setDone();
        pending.wakeWriter();
        if (batch.isWritten()) {
            count(active, batch, entries.length);
        } else {
            // what stands behind the last good entry is not known now: no later entry may follow it
            changeFile();
        }
    }

    private void count(Segment active, Batch batch, int bytes) {
        if (written == released) {
            movedNanos = nanoTime.getAsLong();
        }
        active.advance(bytes);
        written += batch.entries();
        if (unreleased() >= wanted) {
            readable.signal();
        }
        if (segments.isFull()) {
            changeFile();
        }
    }

    private void changeFile() {
        segments.change(slots * SLOT_BYTES + GROWTH_BYTES);
    }

    private long unreleased() {
        return written - released;
    }

    /**
     * Reads the entries that come next, the oldest first, and waits for one when there is none. When there is one it waits for more:
     * not longer than {@code linger}, and not once there are {@code most}, or while somebody waits for what there is to be released.
     *
     * @param most how many at most
     * @return no entries when {@code longestWait} is over, or the journal is closed
     * @throws JournalException if the files cannot be read
     */
    public Entries next(int most, Duration longestWait, Duration linger) {
        Segment oldest;
        long from;
        long to;
        lock.lock();
        try {
            awaitFirst(longestWait.toNanos());
            awaitMore(most, linger.toNanos());
            readTo(readPosition);
            oldest = segments.oldest();
            from = readPosition;
            to = oldest.end();
        } catch (IOException e) {
            throw unreadable(e);
        } finally {
            lock.unlock();
        }
        return read(oldest, from, to, most);
    }

    private void awaitFirst(long longestNanos) {
        wanted = 1;
        long nanos = longestNanos;
        while (segments.isEnd(readPosition) && nanos > 0 && !closed && !hurried) {
            nanos = await(readable, nanos);
        }
    }

    private void awaitMore(int most, long lingerNanos) {
        wanted = most;
        long nanos = segments.isEnd(readPosition) ? 0 : lingerNanos;
        while (unreleased() < most && waitingForRelease == 0 && nanos > 0 && !closed && !hurried) {
            nanos = await(readable, nanos);
        }
    }

    /** While the reader is hurried, it waits for nothing: what there is, is all there will be. */
    public void setHurried(boolean hurried) {
        lock.lock();
        try {
            this.hurried = hurried;
            readable.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Without the lock: nobody else deletes what is to be read. */
    private Entries read(Segment oldest, long from, long to, int most) {
        try {
            Entries entries = oldest.read(from, to, most);
            if (entries.isEmpty() && from < to) {
                release(new Entries(List.of(), oldest.number(), oldest.keepDamaged(from, to)));
            }
            return entries;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** All before this position of the oldest file is done. A file that is not needed, and old, makes room for a new one. */
    private void readTo(long position) throws IOException {
        readPosition = position;
        if (segments.isEnd(readPosition) && !writing) {
            released = written;
            if (readPosition > 0 && segments.isStale()) {
                changeFile();
            }
        }
        readPosition = segments.deleteRead(readPosition);
    }

    private static JournalException unreadable(IOException e) {
        return new JournalException("The usage journal cannot be read: " + e.getMessage(), e);
    }

    private static long await(Condition condition, long nanos) {
        try {
            return condition.awaitNanos(nanos);
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
            movedNanos = nanoTime.getAsLong();
            readTo(entries.end());
            releasedMore.signalAll();
        } catch (IOException e) {
            LOG.warn("The usage journal keeps a file that it has read: {}", e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many entries are not released. */
    public long waiting() {
        lock.lock();
        try {
            return unreleased();
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

    /**
     * Waits until all entries that are in the journal now have been released; returns whether they have. The reader waits for no further
     * ones meanwhile.
     */
    public boolean awaitReleased(Duration longestWait) {
        lock.lock();
        try {
            long all = written;
            long nanos = longestWait.toNanos();
            waitingForRelease++;
            readable.signal();
            while (released < all && nanos > 0 && !closed) {
                nanos = await(releasedMore, nanos);
            }
            return released >= all;
        } finally {
            waitingForRelease--;
            lock.unlock();
        }
    }

    /** Closes the files; leaves none behind when all entries have been released. */
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closed = true;
            readable.signal();
            releasedMore.signalAll();
            segments.close(written == released);
        } finally {
            lock.unlock();
        }
    }
}
