package io.infiniproxy.bench.load;

import io.infiniproxy.bench.load.LoadResult.Spread;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries out one {@link LoadJob}, on one thread. In a closed loop a connection's next request begins when its answer has come.
 * In an open loop requests begin at their times: one that finds no connection free waits, and its time counts from when it was
 * to begin.
 */
final class LoadRun {
    private static final int BUFFER = 256 * 1024;
    private static final int MOST_WRONGS = 5;
    // the selector wakes this thread to the millisecond: so much is not the server's fault
    private static final long OWN_LATENESS = 1_200_000;
    private static final long SECOND = 1_000_000_000;

    private final LoadJob job;
    private final ByteBuffer shared = ByteBuffer.allocate(BUFFER);
    private final List<LoadConnection> connections = new ArrayList<>();
    private final ArrayDeque<LoadConnection> free = new ArrayDeque<>();
    private final Latencies answer = new Latencies();
    private final Latencies firstText = new Latencies();
    private final List<String> firstWrongs = new ArrayList<>();
    private Selector selector;
    private long startNanos;
    private long lastAnswerNanos;
    private long begun;
    private long wrong;
    private int underWay;

    LoadRun(LoadJob job) throws IOException {
        this.job = job;
        ByteBuffer request = request(job);
        for (int i = 0; i < job.connections(); i++) {
            connections.add(new LoadConnection(
                    this, job.port(), request, job.api().check(job.stream(), job.chunks(), job.anyTokens())));
        }
    }

    private static ByteBuffer request(LoadJob job) throws IOException {
        byte[] body = Files.readAllBytes(Path.of(job.bodyFile()));
        StringBuilder head = new StringBuilder("POST " + job.api().path() + " HTTP/1.1\r\nHost: 127.0.0.1:" + job.port()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n");
        job.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(body);
        return ByteBuffer.allocateDirect(all.size()).put(all.toByteArray()).flip();
    }

    LoadResult run() throws IOException {
        try (Selector opened = Selector.open()) {
            selector = opened;
            startNanos = System.nanoTime();
            lastAnswerNanos = startNanos;
            free.addAll(connections);
            long nextSweep = startNanos + SECOND;
            for (long now = startNanos; mayBegin(now) || underWay > 0; now = System.nanoTime()) {
                beginDue(now);
                selector.select(this::ready, waitMs(now));
                if (now > nextSweep) {
                    sweep(now);
                    nextSweep = now + SECOND;
                }
            }
            connections.forEach(LoadConnection::disconnect);
        }
        return new LoadResult(
                answer.count(), wrong, firstWrongs, (lastAnswerNanos - startNanos) / 1e9, Spread.of(answer), Spread.of(firstText));
    }

    private void ready(SelectionKey key) {
        ((LoadConnection) key.attachment()).ready(shared);
    }

    /** In an open loop whatever was to begin in time does, however late it is: those that wait are the ones that matter. */
    private boolean mayBegin(long now) {
        long decisive = isOpenLoop() ? dueNanos() : now;
        return (job.requests() == 0 || begun < job.requests()) && decisive - startNanos < job.seconds() * SECOND;
    }

    private void beginDue(long now) {
        while (!free.isEmpty() && mayBegin(now) && dueNanos() <= now) {
            long due = dueNanos();
            begin(free.poll(), isOpenLoop() && now - due > OWN_LATENESS ? due : System.nanoTime());
        }
    }

    private boolean isOpenLoop() {
        return job.rate() > 0;
    }

    /** Returns when the next request is to begin. */
    private long dueNanos() {
        if (isOpenLoop()) {
            return startNanos + (long) (begun * SECOND / job.rate());
        }
        return begun < connections.size() ? startNanos + (long) (job.rampSeconds() * SECOND * begun / connections.size()) : startNanos;
    }

    private long waitMs(long now) {
        long wait = free.isEmpty() || !mayBegin(now) ? 1000 : (dueNanos() - now) / 1_000_000;
        return Math.clamp(wait, 1, 1000);
    }

    private void begin(LoadConnection connection, long intendedNanos) {
        begun++;
        underWay++;
        connection.begin(selector, intendedNanos);
    }

    private void sweep(long now) {
        connections.forEach(connection -> connection.expectNotLaterThan(now, job.timeoutSeconds() * SECOND));
    }

    void right(LoadConnection connection, long answerNanos, long firstTextNanos) {
        answer.add(answerNanos);
        firstText.add(firstTextNanos);
        lastAnswerNanos = System.nanoTime();
        next(connection);
    }

    void wrong(LoadConnection connection, String reason) {
        odd(reason);
        next(connection);
    }

    /** Something came that nobody asked for. */
    void odd(String reason) {
        wrong++;
        if (firstWrongs.size() < MOST_WRONGS) {
            firstWrongs.add(reason);
        }
    }

    private void next(LoadConnection connection) {
        underWay--;
        free.add(connection);
    }
}
