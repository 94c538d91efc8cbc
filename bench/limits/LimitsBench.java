import io.infiniproxy.limits.Admission;
import io.infiniproxy.limits.Budget;
import io.infiniproxy.limits.Demand;
import io.infiniproxy.limits.Limited;
import io.infiniproxy.limits.Limits;
import io.infiniproxy.limits.Period;
import io.infiniproxy.limits.RequestLimits;
import io.infiniproxy.limits.Subject;
import io.infiniproxy.sql.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What admitting and settling a request costs that has every kind of limit, for its key and its user.
 *
 * <pre>{@code
 * java -cp target/infiniproxy.jar bench/limits/LimitsBench.java                                 # in memory
 * java -cp target/infiniproxy.jar bench/limits/LimitsBench.java postgresql://user:pw@host/db    # shared; an empty database
 * }</pre>
 */
public final class LimitsBench {
    private static final Limits EVERYTHING = new Limits(
            Integer.MAX_VALUE, Long.MAX_VALUE / 4, Integer.MAX_VALUE,
            List.of(new Budget(Period.DAY, Long.MAX_VALUE / 4, null), new Budget(Period.MONTH, Long.MAX_VALUE / 4, null)));

    public static void main(String[] arguments) throws Exception {
        String url = arguments.length == 0 ? "" : arguments[0];
        Path folder = Files.createTempDirectory("limits-bench");
        int requests = url.isEmpty() ? 200_000 : 4_000;
        try (Database database = Database.open(url, folder);
                RequestLimits limits = RequestLimits.open(database, folder, wait -> true)) {
            for (int threads : new int[] {1, 16}) {
                run(limits, threads, requests, true); // warms up
                print(threads, "one key", run(limits, threads, requests, true));
                print(threads, "a key a thread", run(limits, threads, requests, false));
            }
        }
    }

    private static long[] run(RequestLimits limits, int threads, int requests, boolean oneKey) throws InterruptedException {
        long[] nanos = new long[requests / threads * threads];
        AtomicLong next = new AtomicLong();
        CountDownLatch done = new CountDownLatch(threads);
        String run = Long.toString(System.nanoTime());
        for (int thread = 0; thread < threads; thread++) {
            long id = oneKey ? 1 : 2 + thread;
            List<Limited> subjects = List.of(
                    new Limited(Subject.ofApiKey(id), "The API key " + id, EVERYTHING),
                    new Limited(Subject.ofUser(id), "The user " + id, EVERYTHING));
            Thread.startVirtualThread(() -> {
                for (int n = 0; n < requests / threads; n++) {
                    int index = (int) next.getAndIncrement();
                    long from = System.nanoTime();
                    var admitted = (Admission.Admitted) limits.admit(run + "-" + index, subjects, new Demand(100, 4096, null));
                    admitted.ticket().settle(null);
                    nanos[index] = System.nanoTime() - from;
                }
                done.countDown();
            });
        }
        done.await();
        return nanos;
    }

    private static void print(int threads, String keys, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(Locale.ROOT, "%2d threads, %-14s  median %9.1f us   p99 %9.1f us%n", threads, keys,
                nanos[nanos.length / 2] / 1e3, nanos[nanos.length * 99 / 100] / 1e3);
    }
}
