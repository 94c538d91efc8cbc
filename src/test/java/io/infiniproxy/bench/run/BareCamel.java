package io.infiniproxy.bench.run;

import io.infiniproxy.InfiniProxy;
import io.infiniproxy.bench.floor.BareRoute;
import io.infiniproxy.bench.load.Api;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * {@link BareRoute} in a Java of its own, with infiniproxy's libraries and Java flags, and with what the JVM has learned of a start: what
 * of infiniproxy's figures is its engine's, and no part of its own.
 */
final class BareCamel {
    private static final String NAME = "bare Camel";
    private static final String JAR = "floor.jar";
    private static final int LEARN_SECONDS = 120;

    private final int port;
    private final Process process;
    private final double startSeconds;

    private BareCamel(int port, Process process, double startSeconds) {
        this.port = port;
        this.process = process;
        this.startSeconds = startSeconds;
    }

    /** Starts it; the first time in a folder also a process before it, of which the JVM learns. */
    static BareCamel start(Processes processes, Path folder, int backendPort) throws IOException, InterruptedException {
        Path learned = folder.resolve("learned");
        boolean hasAotCaches = Runtime.version().feature() >= 25; // the launcher has the same two ways
        if (!Files.exists(learned)) {
            writeJar(folder.resolve(JAR));
            Process learning = start(processes, folder, backendPort, (hasAotCaches ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + learned).process;
            learning.destroy();
            learning.waitFor(LEARN_SECONDS, TimeUnit.SECONDS);
            processes.end(learning);
        }
        return start(processes, folder, backendPort, (hasAotCaches ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + learned);
    }

    private static BareCamel start(Processes processes, Path folder, int backendPort, String learning) throws IOException {
        int port = Processes.freePort();
        Path log = folder.resolve("bare-camel.log");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(System.getProperty("bench.startFlags").strip().split(" +")));
        command.addAll(List.of(learning, "-cp", JAR + ":" + library(), BareRoute.class.getName(), "" + port, "" + backendPort));
        long start = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("MALLOC_ARENA_MAX", "2"); // as the launcher has it
        Process process = processes.start(builder);
        FirstAnswer.await(process, port, log);
        return new BareCamel(port, process, (System.nanoTime() - start) / 1e9);
    }

    /** The JVM learns nothing of classes that are in folders. */
    private static void writeJar(Path jar) throws IOException {
        String file = BareRoute.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                var bytes = BareRoute.class.getClassLoader().getResourceAsStream(file)) {
            entries.putNextEntry(new JarEntry(file));
            bytes.transferTo(entries);
        }
    }

    /** The jar that infiniproxy is shipped in, which has all of Camel. */
    private static String library() {
        return Path.of(InfiniProxy.class.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
    }

    Target target() {
        return new Target(NAME, port, Api.CHAT, Map.of(), cost(), "", true);
    }

    ProcessCost cost() {
        return new ProcessCost(process.toHandle());
    }

    Process process() {
        return process;
    }

    double startSeconds() {
        return startSeconds;
    }
}
