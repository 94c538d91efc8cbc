package io.infiniproxy.bench.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** All processes of the bench; they end with it, also when it is interrupted. */
final class Processes implements AutoCloseable {
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Deque<Process> running = new ArrayDeque<>();
    private final Thread atExit;

    /** When the bench is interrupted, {@code last} comes after the end of all processes. */
    Processes(Runnable last) {
        atExit = new Thread(() -> {
            end();
            last.run();
        });
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    synchronized Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        running.push(process);
        return process;
    }

    /** Starts a class of ours in a Java of its own, that costs little. */
    Process startJava(Class<?> main, Path errors) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms128m", "-Xmx1g", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), main.getName()));
        return start(new ProcessBuilder(command).redirectError(errors.toFile()));
    }

    /** Waits until something listens there. */
    static void awaitPort(Process process, int port, Path log) throws IOException {
        long deadline = System.nanoTime() + START_NANOS;
        while (!listens(port)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("expected something to listen on port " + port + ", got: "
                        + (Files.exists(log) ? Files.readString(log) : "nothing"));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Ends one before the others. */
    synchronized void end(Process process) {
        end(List.of(process));
        running.remove(process);
    }

    private synchronized void end() {
        end(List.copyOf(running));
        running.clear();
    }

    private static void end(List<Process> processes) {
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
            }
        }
    }

    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
