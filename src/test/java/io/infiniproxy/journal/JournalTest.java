package io.infiniproxy.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalTest {
    /** What waits for so long fails the test. */
    private static final Duration LONG = Duration.ofHours(1);

    private final AtomicLong nanos = new AtomicLong();

    @TempDir
    private Path folder;

    @Test
    void givesBackWhatWasAppendedInItsOrder() throws IOException {
        try (Journal journal = open()) {
            append(journal, "a", "b", "c");

            assertThat(texts(journal.next(2, Duration.ZERO, Duration.ZERO))).containsExactly("a", "b");
        }
    }

    @Test
    void givesTheSameAgainUntilItIsReleased() throws IOException {
        try (Journal journal = open()) {
            append(journal, "a", "b");

            assertThat(texts(journal.next(1, Duration.ZERO, Duration.ZERO))).containsExactly("a");
            Entries again = journal.next(1, Duration.ZERO, Duration.ZERO);
            assertThat(texts(again)).containsExactly("a");
            journal.release(again);

            assertThat(texts(journal.next(9, Duration.ZERO, Duration.ZERO))).containsExactly("b");
            assertThat(journal.waiting()).isEqualTo(1);
        }
    }

    /** Nothing is closed: what a process that was killed leaves. */
    @Test
    void keepsWhatAnEarlierProcessLeft() throws IOException {
        append(open(), "a", "b");
        append(open(), "c");

        try (Journal journal = open()) {
            append(journal, "d");
            assertThat(journal.waiting()).isEqualTo(4);
            assertThat(drain(journal)).containsExactly("a", "b", "c", "d");
            assertThat(journal.waiting()).isZero();
        }
    }

    @Test
    void leavesNoFileWhenAllIsReleased() throws IOException {
        try (Journal journal = open()) {
            append(journal, "a");
            drain(journal);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void cutsATornEntryOffAtWhateverByteItEnds() throws IOException {
        append(open(), "first", "second");
        Path file = files().getFirst();
        byte[] whole = Files.readAllBytes(file);
        int first = Framing.frame("first".getBytes(StandardCharsets.UTF_8)).length;
        int both = first + Framing.frame("second".getBytes(StandardCharsets.UTF_8)).length;
        for (int length = first; length < both; length++) {
            byte[] torn = new byte[whole.length];
            System.arraycopy(whole, 0, torn, 0, length);
            Files.write(file, torn);

            try (Journal journal = open()) {
                assertThat(drain(journal)).as("torn after %d bytes", length).containsExactly("first");
            }
        }
    }

    @Test
    void cutsOffAnEntryWhoseBytesHaveChanged() throws IOException {
        append(open(), "first", "second");
        try (RandomAccessFile file = new RandomAccessFile(files().getFirst().toFile(), "rw")) {
            file.seek(Framing.HEADER_BYTES + "first".length() + Framing.HEADER_BYTES);
            file.write('S');
        }

        try (Journal journal = open()) {
            assertThat(drain(journal)).containsExactly("first");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void passesOverADamagedEntry() throws IOException {
        Journal killed = open();
        append(killed, "first", "second", "third");
        damage("first".length());

        assertThat(drain(killed)).containsExactly("first", "third");
        assertThat(killed.waiting()).isZero();
        assertThat(damaged()).hasSize(1);

        try (Journal journal = open()) {
            assertThat(drain(journal)).containsExactly("first", "third");
        }
    }

    @Test
    void goesOnBehindADamagedEntryThatIsTheLast() throws IOException {
        try (Journal journal = open()) {
            append(journal, "first", "second");
            damage("first".length());

            assertThat(drain(journal)).containsExactly("first");
            append(journal, "third");
            assertThat(drain(journal)).containsExactly("third");
            assertThat(journal.waiting()).isZero();
        }
    }

    @Test
    void readsWhatItHasWrittenAlsoWhenSomebodyHasDeletedTheFile() throws IOException {
        try (Journal journal = open()) {
            append(journal, "first");
            Files.delete(files().getFirst());
            append(journal, "second");

            assertThat(drain(journal)).containsExactly("first", "second");
            append(journal, "third");
        }
        try (Journal journal = open()) {
            assertThat(drain(journal)).containsExactly("third");
        }
    }

    @Test
    void forgetsWhatIsReadAlsoWhenNothingMoreComes() throws IOException {
        Journal killed = open();
        append(killed, "a");
        drain(killed);
        nanos.addAndGet(Duration.ofHours(2).toNanos());
        killed.next(1, Duration.ZERO, Duration.ZERO);

        try (Journal journal = open()) {
            assertThat(drain(journal)).isEmpty();
        }
    }

    /** Changes the first byte of the second entry's payload. */
    private void damage(int lengthOfFirst) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(files().getFirst().toFile(), "rw")) {
            file.seek(2L * Framing.HEADER_BYTES + lengthOfFirst);
            file.write('!');
        }
    }

    private List<Path> damaged() throws IOException {
        return files().stream().filter(file -> file.toString().contains(".damaged-")).toList();
    }

    @Test
    void losesNothingOfManyThreads() throws Exception {
        int threads = 64;
        int rounds = 200;
        Set<String> expected = new TreeSet<>();
        IntStream.range(0, threads)
                .forEach(thread -> IntStream.range(0, rounds).forEach(round -> expected.add(thread + "-" + round)));
        List<String> read = new ArrayList<>();
        try (Journal journal = open();
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < threads; thread++) {
                String name = thread + "-";
                executor.submit(() -> IntStream.range(0, rounds).forEach(round -> append(journal, name + round)));
            }
            while (read.size() < threads * rounds) {
                Entries entries = journal.next(100, Duration.ofSeconds(10), Duration.ZERO);
                assertThat(entries.isEmpty()).isFalse();
                read.addAll(texts(entries));
                journal.release(entries);
            }
        }
        assertThat(read).hasSize(threads * rounds);
        assertThat(new TreeSet<>(read)).isEqualTo(expected);
    }

    @Test
    void goesOnInANewFileWhenTheOldOneIsReadAndOld() throws IOException {
        try (Journal journal = open()) {
            append(journal, "a");
            drain(journal);
            Path old = files().getFirst();
            nanos.addAndGet(Duration.ofHours(2).toNanos());

            append(journal, "b");
            assertThat(drain(journal)).containsExactly("b");

            assertThat(files()).hasSize(1).doesNotContain(old);
            append(journal, "c");
            assertThat(drain(journal)).containsExactly("c");
        }
    }

    /** An entry must find its room whatever became of the disk since: the file has it beforehand. */
    @Test
    void hasTheRoomForEveryReservedEntryBeforehand() throws IOException {
        try (Journal journal = open()) {
            List<Slot> slots = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                slots.add(journal.reserve());
            }
            long size = Files.size(files().getFirst());
            byte[] longest = "x".repeat(Journal.MAX_PAYLOAD_BYTES).getBytes(StandardCharsets.UTF_8);

            slots.forEach(slot -> slot.append(longest));

            assertThat(Files.size(files().getFirst())).isEqualTo(size);
            assertThat(drain(journal)).hasSize(1_000);
        }
    }

    @Test
    void givesUnusedRoomBack() throws IOException {
        try (Journal journal = open()) {
            long size = Files.size(files().getFirst());
            for (int i = 0; i < 10_000; i++) {
                journal.reserve().close();
            }
            assertThat(Files.size(files().getFirst())).isEqualTo(size);
        }
    }

    @Test
    void knowsWhenNobodyTakesItsEntries() throws IOException {
        try (Journal journal = open()) {
            nanos.addAndGet(Duration.ofHours(1).toNanos());
            append(journal, "a");
            assertThat(journal.isStuck()).isFalse();

            nanos.addAndGet(Duration.ofSeconds(4).toNanos());
            assertThat(journal.isStuck()).isTrue();
            assertThat(journal.awaitReleased(Duration.ofMillis(1))).isFalse();

            drain(journal);
            assertThat(journal.isStuck()).isFalse();
            assertThat(journal.awaitReleased(Duration.ofSeconds(1))).isTrue();
        }
    }

    @Test
    void waitsForMoreUntilThereIsAsMuchAsIsWanted() throws Exception {
        try (Journal journal = open()) {
            append(journal, "a");
            CompletableFuture<Entries> read = new CompletableFuture<>();
            Thread reader = Thread.ofPlatform().start(() -> read.complete(journal.next(3, LONG, LONG)));
            await().until(() -> reader.getState() == Thread.State.TIMED_WAITING);

            append(journal, "b", "c");

            assertThat(texts(read.get())).containsExactly("a", "b", "c");
        }
    }

    @Test
    void doesNotWaitForMoreThanItIsToldTo() throws IOException {
        try (Journal journal = open()) {
            append(journal, "a");
            assertThat(texts(journal.next(3, LONG, Duration.ofMillis(20)))).containsExactly("a");
        }
    }

    @Test
    void waitsForNoMoreWhenSomebodyWaitsForWhatThereIs() throws Exception {
        try (Journal journal = open()) {
            CompletableFuture<Boolean> released = new CompletableFuture<>();
            CompletableFuture<Entries> read = new CompletableFuture<>();
            Thread reader = Thread.ofPlatform().start(() -> read.complete(journal.next(3, LONG, LONG)));
            append(journal, "a");
            await().until(() -> reader.getState() == Thread.State.TIMED_WAITING);

            Thread.ofPlatform().start(() -> released.complete(journal.awaitReleased(LONG)));
            assertThat(texts(read.get())).containsExactly("a");
            journal.release(read.get());
            assertThat(released.get()).isTrue();
        }
    }

    @Test
    void waitsForNothingWhileItIsHurried() throws Exception {
        try (Journal journal = open()) {
            CompletableFuture<Entries> read = new CompletableFuture<>();
            Thread reader = Thread.ofPlatform().start(() -> read.complete(journal.next(3, LONG, LONG)));
            await().until(() -> reader.getState() == Thread.State.TIMED_WAITING);

            journal.setHurried(true);

            assertThat(read.get().isEmpty()).isTrue();
            append(journal, "a");
            assertThat(texts(journal.next(3, LONG, LONG))).containsExactly("a");
        }
    }

    @Test
    void aSlotTakesOneEntryOfAllowedLength() throws IOException {
        try (Journal journal = open();
                Slot slot = journal.reserve()) {
            byte[] tooLong = new byte[Journal.MAX_PAYLOAD_BYTES + 1];
            assertThatThrownBy(() -> slot.append(tooLong)).hasMessage("expected 1 to 4088 bytes, got 4089");
            slot.append(new byte[] {1});
            assertThatThrownBy(() -> slot.append(new byte[] {1})).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void anEntryThatCannotBeWrittenIsNoEntry() throws IOException {
        Journal journal = open();
        append(journal, "a");
        Slot slot = journal.reserve();
        journal.close();

        assertThatThrownBy(() -> slot.append(new byte[] {1}))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("The usage journal cannot be written");
        assertThat(journal.waiting()).isEqualTo(1);
        try (Journal next = open()) {
            assertThat(drain(next)).containsExactly("a");
        }
    }

    @Test
    void saysWhatIsWrongWithItsFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> Journal.open(file, false))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("Cannot use the journal in " + file);
    }

    private Journal open() {
        return Journal.open(folder, false, nanos::get);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static void append(Journal journal, String... texts) {
        for (String text : texts) {
            try (Slot slot = journal.reserve()) {
                slot.append(text.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static List<String> drain(Journal journal) {
        List<String> texts = new ArrayList<>();
        while (journal.waiting() > 0) {
            Entries read = journal.next(100, Duration.ZERO, Duration.ZERO);
            texts.addAll(texts(read));
            if (!read.isEmpty()) {
                journal.release(read);
            }
        }
        return texts;
    }

    private static List<String> texts(Entries entries) {
        return entries.payloads().stream().map(bytes -> new String(bytes, StandardCharsets.UTF_8)).toList();
    }
}
