package io.infiniproxy.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.bench.AskedAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A client that hangs up in the middle of a stream: whether the backend's call is ended, and how much later. */
final class HangUps implements Scenario {
    private static final AskedAnswer ANSWER = new AskedAnswer(600, 100);
    private static final int TIMES = 10;
    private static final int EVENTS_BEFORE = 5;
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(10);

    @Override
    public List<Row> run(Bench bench) throws Exception {
        Map<String, String> ended = new LinkedHashMap<>();
        Map<String, Double> median = new LinkedHashMap<>();
        Map<String, Double> most = new LinkedHashMap<>();
        for (Target target : bench.targets()) {
            List<Double> milliseconds = new ArrayList<>();
            for (int i = 0; i < TIMES; i++) {
                double later = hangUp(bench.mock(), target);
                if (!Double.isNaN(later)) {
                    milliseconds.add(later);
                }
            }
            double[] all = milliseconds.stream().mapToDouble(Double::doubleValue).toArray();
            ended.put(target.name(), all.length + " of " + TIMES);
            median.put(target.name(), Median.of(all));
            most.put(target.name(), milliseconds.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN));
            Progress.say(String.format(Locale.ROOT, "  %s: %d of %d, p50 %.1f ms", target.name(), all.length, TIMES, Median.of(all)));
        }
        return List.of(
                Row.ofWords("client hangs up in a slow stream: backend's call ended", ended),
                Row.ofValues("… after, median ms", 1, median),
                Row.ofValues("… after, at most ms", 1, most));
    }

    /** Returns after how many milliseconds the backend has seen its peer hang up; NaN when it has not in ten seconds. */
    private static double hangUp(Mock mock, Target target) throws IOException {
        int before = mock.ledger().path("ended_by_peer").asInt();
        long closedMicros = askAndClose(target);
        long deadline = System.nanoTime() + MOST_NANOS;
        while (System.nanoTime() < deadline) {
            JsonNode ledger = mock.ledger();
            if (ledger.path("ended_by_peer").asInt() > before) {
                return (ledger.path("peer_ends_us").path(before).asLong() - closedMicros) / 1e3;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        return Double.NaN;
    }

    private static long askAndClose(Target target) throws IOException {
        byte[] body = RequestBodies.small(target.api(), target.model(ANSWER), true);
        StringBuilder head = new StringBuilder("POST " + target.api().path() + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n");
        target.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), target.port())) {
            socket.setSoTimeout((int) TimeUnit.NANOSECONDS.toMillis(MOST_NANOS));
            socket.getOutputStream().write(request.toByteArray());
            readEvents(socket.getInputStream());
            return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        }
    }

    private static void readEvents(InputStream answer) throws IOException {
        int events = 0;
        int last = 0;
        while (events < EVENTS_BEFORE) {
            int next = answer.read();
            if (next < 0) {
                throw new WrongAnswersException("hang-up: expected a stream, got its end after " + events + " events");
            }
            events += next == '\n' && last == '\n' ? 1 : 0;
            last = next;
        }
    }
}
