package io.infiniproxy.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** How busy this machine is, and with what: figures from a machine that does something else are worth little. */
final class Machine {
    private static final double TICKS_A_SECOND = 100;

    private Machine() {}

    /** A point in time to measure from. */
    record Busy(long nanos, double seconds, double ownSeconds) {
        /** Returns how many cores have been busy since with what is none of this bench's. */
        double othersSince() {
            Busy now = busy();
            return Math.max(0, (now.seconds - seconds) - (now.ownSeconds - ownSeconds)) / ((now.nanos - nanos) / 1e9);
        }
    }

    static Busy busy() {
        return new Busy(System.nanoTime(), busySeconds(), new ProcessCost(ProcessHandle.current()).cpuSeconds());
    }

    /** All but idle and waiting for a disk; what the machine's own host has taken away is in it. */
    private static double busySeconds() {
        Path stat = Path.of("/proc/stat");
        try (Stream<String> lines = Files.lines(stat)) {
            long[] ticks = Stream.of(lines.findFirst().orElse("cpu").split("\\s+")).skip(1).mapToLong(Long::parseLong).toArray();
            return (LongStream.of(ticks).limit(8).sum() - ticks[3] - ticks[4]) / TICKS_A_SECOND;
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    /** Returns the average number of running threads in the last minute; NaN where it is not known. */
    static double loadAverage() {
        try {
            return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
