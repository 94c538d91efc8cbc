import io.infiniproxy.journal.Journal;
import io.infiniproxy.journal.Slot;
import io.infiniproxy.route.usage.RefusedRecords;
import io.infiniproxy.route.usage.UsageJournalComponent;
import io.infiniproxy.sql.Database;
import io.infiniproxy.usage.Call;
import io.infiniproxy.usage.Outcome;
import io.infiniproxy.usage.TokenUsage;
import io.infiniproxy.usage.UsageRecord;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.apache.camel.main.Main;

/**
 * How much CPU does a usage record cost on its way from the journal into SQL? Fills a journal, has {@code routes/store-usage.camel.yaml}
 * empty it in batches of several sizes, and shows the time of the route's thread, a record. Once all records are of one key, once of 250
 * keys with three models each. The target: 10 us at the size of batches that 8,000 requests/s bring.
 *
 * <pre>
 * java -cp target/infiniproxy.jar bench/usage/StoreBench.java                   # an empty database in a temporary folder
 * java -cp target/infiniproxy.jar bench/usage/StoreBench.java folder            # the database of a folder; grows
 * </pre>
 */
final class StoreBench {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int[] SIZES = {1, 50, 500, 2000};
    private static final int LARGEST_RUN = 20_000;

    private final Random random = new Random(1);
    private long millis = System.currentTimeMillis();

    public static void main(String[] arguments) throws Exception {
        Path folder = arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("store-bench");
        System.out.println("| records of | batch | CPU, us a record |\n|---|---|---|");
        StoreBench bench = new StoreBench();
        for (int keys : new int[] {1, 250}) {
            for (int size : SIZES) {
                int records = Math.min(LARGEST_RUN, 300 * size);
                bench.run(folder, keys, size, records);
                System.out.printf(Locale.ROOT, "| %d keys | %d | %.1f |%n", keys, size, bench.run(folder, keys, size, records));
            }
        }
        System.exit(0);
    }

    /** Returns how many microseconds of CPU a record has cost. */
    private double run(Path folder, int keys, int size, int records) throws Exception {
        Path files = Files.createTempDirectory("store-bench-run");
        try (Database database = Database.open("", folder);
                Journal journal = Journal.open(files.resolve("journal"), false)) {
            for (int i = 0; i < records; i++) {
                try (Slot slot = journal.reserve()) {
                    slot.append(next(keys).json());
                }
            }
            return cpuNanos(database, journal, files, size) / 1e3 / records;
        }
    }

    private static double cpuNanos(Database database, Journal journal, Path files, int size) throws IOException, SQLException {
        Main camel = new Main();
        camel.setDefaultPropertyPlaceholderLocation("false");
        camel.addInitialProperty("database.kind", database.kind());
        camel.configure().setRoutesIncludePattern("file:" + route(files, size));
        camel.bind("dataSource", database.dataSource());
        camel.bind("usage-journal", new UsageJournalComponent(journal, new RefusedRecords(files.resolve("refused.jsonl"))));
        camel.start();
        try {
            if (!journal.awaitReleased(Duration.ofHours(1))) {
                throw new IllegalStateException("the journal was not emptied");
            }
            return THREADS.getThreadCpuTime(thread("usage-journal"));
        } finally {
            camel.stop();
        }
    }

    private static Path route(Path files, int size) throws IOException {
        String route = Files.readString(Path.of("routes/store-usage.camel.yaml"));
        return Files.writeString(files.resolve("store-usage.camel.yaml"), route.replaceFirst("batchSize: \\d+", "batchSize: " + size));
    }

    private static long thread(String name) {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().equals(name))
                .findFirst()
                .orElseThrow()
                .getThreadId();
    }

    /** Eight in a millisecond, their ids as those of the proxy. */
    private UsageRecord next(int keys) {
        long key = 1 + random.nextInt(keys);
        millis += random.nextInt(8) == 0 ? 1 : 0;
        String model = "model-" + (key * 7 + random.nextInt(keys == 1 ? 1 : 3) * 11) % 30;
        return new UsageRecord(
                String.format("req_%012x%012x", millis, random.nextLong(1L << 48)),
                Instant.ofEpochMilli(millis),
                key,
                1 + key % 100,
                new Call("/v1/messages", model, model, "api.one.example", true, "claude-cli", "session-" + key + "-" + millis / 600_000),
                new TokenUsage(1000 + random.nextInt(5000), random.nextInt(2000), random.nextInt(900), 0, random.nextInt(500), false),
                1000L * random.nextInt(9000),
                Outcome.COMPLETED,
                200,
                400L,
                5000L);
    }
}
