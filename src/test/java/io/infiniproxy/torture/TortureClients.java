package io.infiniproxy.torture;

import io.infiniproxy.torture.Seen.End;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Clients of both APIs, streaming and not, that send requests at random and hang up at random. */
final class TortureClients implements AutoCloseable {
    private static final long DOWN_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int ABORTS_PERCENT = 15;

    private final String url;
    private final String apiKey;
    private final long seed;
    private final HttpClient http = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Collection<Seen> seen = new ConcurrentLinkedQueue<>();
    private final AtomicInteger number = new AtomicInteger();

    TortureClients(String url, String apiKey, long seed) {
        this.url = url;
        this.apiKey = apiKey;
        this.seed = seed;
    }

    /** Lets so many clients send so many requests in all. */
    void start(int clients, int requests) {
        for (int client = 0; client < clients; client++) {
            threads.execute(() -> {
                for (int n = number.incrementAndGet(); n <= requests; n = number.incrementAndGet()) {
                    send("torture-" + seed + "-" + n);
                }
            });
        }
    }

    int sent() {
        return number.get();
    }

    /** Waits until all requests have ended, and returns what was seen of them. */
    Collection<Seen> await() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("expected all requests to end within 5 minutes");
        }
        return seen;
    }

    private void send(String name) {
        Random random = new Random(name.hashCode() * 31L + 7);
        long start = System.nanoTime();
        End end = null;
        while (end == null) {
            end = tryToSend(name, random);
        }
        seen.add(new Seen(name, end, start, System.nanoTime()));
    }

    /** Returns null when there was no proxy to send it to. */
    private End tryToSend(String name, Random random) {
        try {
            return exchange(name, random);
        } catch (ConnectException e) {
            LockSupport.parkNanos(DOWN_PAUSE_NANOS);
            return Thread.currentThread().isInterrupted() ? End.FAILED : null;
        } catch (IOException e) {
            return End.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return End.FAILED;
        }
    }

    private End exchange(String name, Random random) throws IOException, InterruptedException {
        boolean messages = random.nextBoolean();
        boolean stream = random.nextInt(4) != 0;
        int abortAfter = random.nextInt(100) < ABORTS_PERCENT ? 1 + random.nextInt(20) : Integer.MAX_VALUE;
        HttpResponse<InputStream> response =
                http.send(request(name, messages, stream), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                return End.FAILED;
            }
            return stream ? readStream(body, messages, abortAfter) : readWhole(body, abortAfter);
        }
    }

    private HttpRequest request(String name, boolean messages, boolean stream) {
        String body = "{\"model\":\"m\",\"max_tokens\":100,\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + name + "\"}]}";
        return HttpRequest.newBuilder(URI.create(url + (messages ? "/v1/messages" : "/v1/chat/completions")))
                .header("x-api-key", apiKey)
                .header("content-type", "application/json")
                .header("x-claude-code-session-id", name)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static End readStream(InputStream body, boolean messages, int abortAfter) throws IOException {
        String endMarker = messages ? "event: message_stop" : "data: [DONE]";
        BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        int read = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(endMarker)) {
                return End.COMPLETED;
            }
            if (++read >= abortAfter) {
                return End.ABORTED;
            }
        }
        return End.FAILED;
    }

    private static End readWhole(InputStream body, int abortAfter) throws IOException {
        if (abortAfter != Integer.MAX_VALUE) {
            return End.ABORTED; // its head was there: whether the body was, nobody looks
        }
        String text = new String(body.readAllBytes(), StandardCharsets.UTF_8).strip();
        return text.endsWith("}") ? End.COMPLETED : End.FAILED;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        http.shutdownNow();
    }
}
