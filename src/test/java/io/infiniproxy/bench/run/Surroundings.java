package io.infiniproxy.bench.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Where and of what figures were taken: without it they cannot be compared with any others. */
final class Surroundings {
    private Surroundings() {}

    static ObjectNode describe(Path launcher, Options options) {
        ObjectNode described = new ObjectMapper().createObjectNode();
        described.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        described.put("cpu", line("/proc/cpuinfo", "model name"));
        described.put("cores", Runtime.getRuntime().availableProcessors());
        described.put("memory", line("/proc/meminfo", "MemTotal"));
        described.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        described.put("java", Runtime.version() + " (" + System.getProperty("java.vendor") + ")");
        described.put("nginx", NginxProxy.program().map(program -> output(launcher, program.toString(), "-v")).orElse("none"));
        described.put("commit", output(launcher, "git", "rev-parse", "HEAD"));
        described.put("changed", !output(launcher, "git", "status", "--porcelain").isEmpty());
        described.put("load_average_before", Machine.loadAverage());
        described.put("rounds", options.rounds());
        described.put("seconds", options.seconds());
        described.put("warm_up_seconds", options.warmUpSeconds());
        return described;
    }

    private static String line(String file, String name) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** Returns what a program prints; nothing where there is none. */
    private static String output(Path launcher, String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .directory(launcher.getParent().toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes()).strip();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0 ? output : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
