package io.infiniproxy.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a process and those that it has started have used, as Linux tells it below /proc. */
final class ProcessCost {
    private static final double TICKS_A_SECOND = 100; // USER_HZ, the same on all of Linux' usual machines
    private static final int FIELD_STATE = 3;
    private static final int FIELD_USER_TIME = 14;
    private static final int FIELD_SYSTEM_TIME = 15;

    private final ProcessHandle process;

    ProcessCost(ProcessHandle process) {
        this.process = process;
    }

    static boolean isKnown() {
        return Files.isReadable(Path.of("/proc/self/stat"));
    }

    /** Returns the seconds of CPU so far, by user and system, of all threads, also of those that have ended. */
    double cpuSeconds() {
        return processes().mapToLong(ProcessCost::ticks).sum() / TICKS_A_SECOND;
    }

    /** Returns the most memory that was ever resident, in MB. */
    double mostMemoryMb() {
        return processes().mapToDouble(pid -> memoryMb(pid, "VmHWM:")).sum();
    }

    /** Returns the memory that is resident now, in MB. */
    double memoryMb() {
        return processes().mapToDouble(pid -> memoryMb(pid, "VmRSS:")).sum();
    }

    private Stream<Long> processes() {
        return Stream.concat(Stream.of(process), process.descendants()).map(ProcessHandle::pid);
    }

    private static long ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            // the name, in parentheses, may have spaces
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[FIELD_USER_TIME - FIELD_STATE]) + Long.parseLong(fields[FIELD_SYSTEM_TIME - FIELD_STATE]);
        } catch (IOException e) {
            return 0; // it has ended
        }
    }

    private static double memoryMb(long pid, String name) {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"));
            return lines.stream()
                    .filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }
}
