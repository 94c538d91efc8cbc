package io.infiniproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.infiniproxy.testing.Chunks;
import io.infiniproxy.testing.Client;
import io.infiniproxy.testing.Client.Answer;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.RunningProxy;
import io.infiniproxy.testing.Script;
import io.infiniproxy.testing.Scripts;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams through the running proxy: that they are real, end when they should, and fill no memory. */
final class StreamingTest {
    private static final String MESSAGES = "/v1/messages";
    private static final String CHAT = "/v1/chat/completions";
    private static final String STREAM =
            "{\"model\":\"m\",\"max_tokens\":9,\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String WHOLE = STREAM.replace("\"stream\":true,", "");

    @TempDir
    Path dataDir;

    private FakeBackend backend;
    private RunningProxy proxy;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        backend = FakeBackend.start();
        proxy = RunningProxy.start(
                dataDir, backend.baseUrl(), Map.of("MESSAGES_COMMIT_SECONDS", "1", "MESSAGES_PING_SECONDS", "1"));
        client = new Client(proxy, proxy.createKey("alice"));
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
        backend.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {MESSAGES, CHAT})
    void aChunkLeavesWhenItArrives(String path) throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        backend.answer(textAfter(seen));
        try (Answer answer = client.open(path, STREAM)) {
            assertThat(answer.readUntil("first")).isNotNull();
            seen.countDown(); // only now does the backend send the second
            assertThat(answer.readUntil("second")).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {MESSAGES, CHAT})
    void fiveHundredStreamsRunAtOnce(String path) throws Exception {
        CountDownLatch allSeen = new CountDownLatch(500);
        backend.answer(textAfter(allSeen));
        List<Future<String>> answers = new ArrayList<>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 500; i++) {
                answers.add(clients.submit(() -> {
                    try (Answer answer = client.open(path, STREAM)) {
                        answer.readUntil("first");
                        allSeen.countDown();
                        return answer.readUntil("second");
                    }
                }));
            }
            for (Future<String> answer : answers) {
                assertThat(answer.get(60, TimeUnit.SECONDS)).contains("second");
            }
        }
    }

    /** An agent's conversation is large, and its answers are long: what is sent is kept once for as long, to count it. */
    @ParameterizedTest
    @ValueSource(strings = {MESSAGES, CHAT})
    void anAnswerThatTakesLongHoldsItsRequestOnce(String path) throws Exception {
        int bodyBytes = 4_000_000;
        int streams = 4;
        String large = STREAM.replace("hi", "a".repeat(bodyBytes)).replace("{\"model\"", "{\"stream_options\":{\"include_usage\":true},\"model\"");
        CountDownLatch measured = new CountDownLatch(1);
        backend.answer(textAfter(measured));
        long before = liveByteArrayBytes();
        List<Answer> answers = new ArrayList<>();
        try {
            for (int i = 0; i < streams; i++) {
                answers.add(client.open(path, large));
                answers.getLast().readUntil("first");
            }
            long held = liveByteArrayBytes() - before;
            assertThat(held / streams).as("with the three of this test's client and backend").isLessThan(4L * bodyBytes + bodyBytes / 2);
        } finally {
            measured.countDown();
            for (Answer answer : answers) {
                answer.close();
            }
        }
    }

    private static long liveByteArrayBytes() throws Exception {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        Matcher bytes = Pattern.compile("\\d+:\\s+\\d+\\s+(\\d+)\\s+\\[B").matcher(histogram);
        assertThat(bytes.find()).isTrue();
        return Long.parseLong(bytes.group(1));
    }

    /** Else the backend would go on for nobody: https://github.com/bman654/clodex/issues/170. */
    @ParameterizedTest
    @ValueSource(strings = {MESSAGES, CHAT})
    void aClientThatHangsUpDuringTheAnswerClosesTheBackendsConnection(String path) throws Exception {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        backend.answer(connection -> {
            connection.sse();
            connection.event(Chunks.text("first"));
            closed.complete(connection.awaitClientClosed());
        });
        try (Answer answer = client.open(path, STREAM)) {
            answer.readUntil("first");
        }
        assertThat(closed.get(20, TimeUnit.SECONDS)).isTrue();
        Map<String, Object> usage = onlyRecord();
        assertThat(usage).containsEntry("outcome", "cancelled").containsEntry("is_estimated", 1);
        assertThat((Integer) usage.get("output_tokens")).isPositive();
    }

    @Test
    void aStopSequenceEndsTheBackendsCallAndTheAnswerIsRecorded() throws Exception {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        backend.answer(connection -> {
            connection.sse();
            connection.event(Chunks.text("first EN"));
            connection.event(Chunks.text("D second"));
            closed.complete(connection.awaitClientClosed());
        });
        String body = STREAM.replace("\"stream\"", "\"stop_sequences\":[\"END\"],\"stream\"");
        try (Answer answer = client.open(MESSAGES, body)) {
            assertThat(answer.rest())
                    .contains("first ", "\"stop_reason\":\"stop_sequence\",\"stop_sequence\":\"END\"")
                    .endsWith("{\"type\":\"message_stop\"}\n\n")
                    .doesNotContain("second");
        }
        assertThat(closed.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(onlyRecord()).containsEntry("outcome", "completed").containsEntry("is_estimated", 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {MESSAGES, CHAT})
    void aClientThatHangsUpBeforeTheAnswerClosesTheBackendsConnection(String path) throws Exception {
        for (String body : List.of(STREAM, WHOLE)) {
            CountDownLatch asked = new CountDownLatch(1);
            CompletableFuture<Boolean> closed = new CompletableFuture<>();
            backend.answer(connection -> {
                asked.countDown();
                closed.complete(connection.awaitClientClosed());
            });
            try (Socket socket = client.openSocket(path, body)) {
                assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(closed.get(20, TimeUnit.SECONDS)).isTrue();
        }
        await().until(() -> proxy.usageRecords().size() == 2);
        assertThat(proxy.usageRecords()).allSatisfy(usage -> {
            assertThat(usage)
                    .containsEntry("outcome", "cancelled")
                    .containsEntry("output_tokens", 0)
                    .containsEntry("is_estimated", 1);
            assertThat((Integer) usage.get("input_tokens")).as("the backend has read its input").isPositive();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {MESSAGES, CHAT})
    void aClientThatDoesNotReadHoldsTheBackendBack(String path) throws Exception {
        AtomicLong sent = new AtomicLong();
        String piece = Chunks.text("x".repeat(100_000));
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        backend.answer(connection -> {
            try {
                connection.sse();
                while (sent.get() < 500_000_000) {
                    connection.event(piece);
                    sent.addAndGet(piece.length());
                }
                ended.complete(true);
            } finally {
                ended.complete(false);
            }
        });
        try (Socket socket = client.openSocket(path, STREAM)) {
            AtomicLong before = new AtomicLong(-1);
            await().pollInterval(500, TimeUnit.MILLISECONDS)
                    .atMost(30, TimeUnit.SECONDS)
                    .until(() -> sent.get() > 0 && before.getAndSet(sent.get()) == sent.get());
            assertThat(sent.get()).isLessThan(50_000_000);
        }
        assertThat(ended.get(20, TimeUnit.SECONDS)).isFalse();
    }

    /**
     * Claude Code takes a stream without bytes for dead.
     *
     * @see <a href="https://github.com/decolua/9router/issues/3409">9router#3409</a>
     * @see <a href="https://github.com/BerriAI/litellm/issues/36024">litellm#36024</a>
     */
    @Test
    void silenceIsBrokenByPings() throws Exception {
        CountDownLatch pinged = new CountDownLatch(1);
        backend.answer(textAfter(pinged));
        try (Answer answer = client.open(MESSAGES, STREAM)) {
            answer.readUntil("first");
            assertThat(answer.readUntil("event: ping")).isNotNull();
            pinged.countDown();
            assertThat(answer.rest()).contains("second").endsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
        }
    }

    /** Nor may it wait for the first byte: https://github.com/bitrouter/bitrouter/issues/422. */
    @Test
    void aBackendThatIsSilentFromTheStartGetsAStartAndPings() throws Exception {
        CountDownLatch pinged = new CountDownLatch(1);
        backend.answer(connection -> {
            pinged.await();
            connection.json(429, "{\"error\":{\"message\":\"slow down\"}}");
        });
        try (Answer answer = client.open(MESSAGES, STREAM)) {
            assertThat(answer.readUntil("event:")).isEqualTo("event: message_start");
            assertThat(answer.readUntil("event:")).isEqualTo("event: ping");
            pinged.countDown();
            assertThat(answer.readUntil("event: error")).isNotNull();
            assertThat(answer.rest()).contains("rate_limit_error").contains("slow down").doesNotContain("message_stop");
        }
    }

    @Test
    void aStreamThatBreaksOffEndsInAnError() throws Exception {
        backend.answer(connection -> {
            connection.sse();
            connection.event(Chunks.text("first"));
            connection.cut();
        });
        try (Answer answer = client.open(MESSAGES, STREAM)) {
            String all = answer.rest();
            assertThat(all).contains("event: error").contains("api_error").doesNotContain("message_stop");
        }
        assertThat(onlyRecord()).containsEntry("outcome", "failed").containsEntry("is_estimated", 1);
    }

    /** Pings must not hide that a backend is dead: https://github.com/Wei-Shaw/sub2api/issues/1707. */
    @Test
    void aBackendThatFallsSilentIsATimeout() throws Exception {
        proxy.close();
        proxy = RunningProxy.start(
                dataDir, backend.baseUrl(), Map.of("TIMEOUT", "2", "MESSAGES_PING_SECONDS", "1"));
        client = new Client(proxy, proxy.createKey("bob"));
        backend.answer(connection -> {
            connection.sse();
            connection.event(Chunks.text("first"));
            connection.awaitClientClosed();
        });
        try (Answer answer = client.open(MESSAGES, STREAM)) {
            assertThat(answer.rest())
                    .contains("first")
                    .contains("event: ping")
                    .contains("event: error")
                    .contains("timeout_error")
                    .doesNotContain("message_stop");
        }
        assertThat(onlyRecord()).containsEntry("outcome", "failed");
    }

    /** The backend speaks, but nothing of it can be sent yet: https://github.com/archestra-ai/archestra/issues/7810. */
    @Test
    void argumentsThatAreHeldBackAreSilenceTowardsTheClient() throws Exception {
        CountDownLatch pinged = new CountDownLatch(1);
        backend.answer(connection -> {
            connection.sse();
            connection.event(Chunks.toolCall(0, "Read", "{"));
            while (!pinged.await(100, TimeUnit.MILLISECONDS)) {
                connection.event(Chunks.toolCall(1, "Bash", "{\\\"command\\\":\\\"ls\\\"}"));
            }
            connection.event(Chunks.toolCall(0, "Read", "}"));
            connection.event(Chunks.finish("tool_calls"));
            connection.done();
        });
        try (Answer answer = client.open(MESSAGES, STREAM)) {
            answer.readUntil("Read");
            assertThat(answer.readUntil("event: ping")).isNotNull();
            pinged.countDown();
            assertThat(answer.rest()).contains("Bash").contains("message_stop");
        }
    }

    @Test
    void theClientIsToldWhenToTryAgain() throws Exception {
        backend.answer(connection -> connection.json(
                429,
                "{\"error\":{\"message\":\"slow down\"}}",
                "Retry-After: 3",
                "Retry-After-Ms: 2900",
                "X-RateLimit-Remaining-Requests: 0",
                "X-RateLimit-Reset-Requests: 2s"));
        for (String request : List.of(STREAM, WHOLE)) {
            var answer = client.post(MESSAGES, request);
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("retry-after")).hasValue("3");
            assertThat(answer.headers().firstValue("retry-after-ms")).hasValue("2900");
            assertThat(answer.headers().firstValue("anthropic-ratelimit-requests-remaining")).hasValue("0");
            assertThat(answer.headers().firstValue("anthropic-ratelimit-requests-reset")).isPresent();
        }
    }

    @Test
    void theClientIsToldWhatTheBackendStillTakes() throws Exception {
        backend.answer(connection -> connection.json(
                200,
                "{\"choices\":[{\"message\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}]}",
                "X-RateLimit-Limit-Tokens: 150000",
                "X-RateLimit-Remaining-Tokens: 149984"));
        for (String request : List.of(STREAM, WHOLE)) {
            var answer = client.post(MESSAGES, request);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("anthropic-ratelimit-tokens-limit")).hasValue("150000");
            assertThat(answer.headers().firstValue("anthropic-ratelimit-tokens-remaining")).hasValue("149984");
            assertThat(answer.headers().map()).doesNotContainKey("x-ratelimit-limit-tokens");
        }
    }

    /** A 204 too: no answer is a failure, whatever was asked for, and can be told by a status. */
    @ParameterizedTest
    @CsvSource({"204,", "200,text/event-stream", "200,application/json", "200,"})
    void noAnswerIsAnErrorAndNoBrokenStream(int status, String contentType) throws Exception {
        backend.answer(connection -> {
            connection.status(status, contentType == null ? "X: y" : "Content-Type: " + contentType);
            connection.end();
        });
        for (String request : List.of(STREAM, WHOLE)) {
            var answer = client.post(MESSAGES, request);
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).contains("\"type\":\"api_error\"");
        }
    }

    /** https://github.com/maximhq/bifrost/issues/5128: Claude Code asks again without a stream, whatever the backend sends. */
    @Test
    void aMessageIsOneBodyThoughTheBackendStreams() throws Exception {
        backend.answer(connection -> {
            connection.sse();
            connection.event(Chunks.text("first"));
            connection.event(Chunks.finish("stop"));
            connection.done();
        });
        var answer = client.post(MESSAGES, WHOLE);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(answer.body()).startsWith("{\"id\":\"msg_").contains("first").contains("\"stop_reason\":\"end_turn\"");
    }

    /** A stream that fails, and the same turn again without one: https://github.com/rynfar/meridian/issues/1098. */
    @Test
    void aTurnThatIsAskedAgainWithoutAStreamGetsItsMessage() throws Exception {
        backend.answerOnce(connection -> {
            connection.sse();
            connection.event(Chunks.text("first"));
            connection.cut();
        });
        backend.answer(Scripts.text("second"));

        assertThat(client.post(MESSAGES, STREAM).body()).contains("event: error").doesNotContain("message_stop");
        var again = client.post(MESSAGES, WHOLE);
        assertThat(again.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(again.body()).startsWith("{\"id\":\"msg_").contains("second").contains("\"stop_reason\":\"end_turn\"");
    }

    /** The client is not left waiting after an error: https://github.com/Sunnyender-org/cursor-sdk2api/issues/25. */
    @Test
    void anErrorEndsTheAnswerThoughTheBackendHoldsItsOpen() throws Exception {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        backend.answer(connection -> {
            connection.sse();
            connection.event(Chunks.text("first"));
            connection.event("{\"error\":{\"message\":\"overloaded\",\"type\":\"overloaded_error\"}}");
            closed.complete(connection.awaitClientClosed());
        });
        try (Answer answer = client.open(MESSAGES, STREAM)) {
            String all = assertTimeoutPreemptively(Duration.ofSeconds(10), answer::rest);
            assertThat(all).contains("event: error").contains("overloaded_error").doesNotContain("message_stop");
        }
        assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
    }

    /** https://github.com/openclaw/clawrouter/issues/101: before anything was sent, an error has its status. */
    @Test
    void anErrorInTheFirstEventBecomesAStatus() throws Exception {
        backend.answer(connection -> {
            connection.sse();
            connection.event("{\"error\":{\"message\":\"overloaded\",\"type\":\"overloaded_error\"}}");
            connection.end();
        });
        var answer = client.post(MESSAGES, STREAM);
        assertThat(answer.statusCode()).isEqualTo(529);
        assertThat(answer.body()).contains("\"type\":\"overloaded_error\"");
    }

    @Test
    void runningStreamsFinishWhileNewRequestsAreRefused() throws Exception {
        CountDownLatch stopping = new CountDownLatch(1);
        backend.answer(textAfter(stopping));
        try (Answer answer = client.open(MESSAGES, STREAM)) {
            answer.readUntil("first");
            Thread stop = Thread.startVirtualThread(proxy::stop);
            await().until(() -> client.post(MESSAGES, WHOLE).statusCode() == 503);
            assertThat(client.post(CHAT, WHOLE).body()).contains("shutting down");
            stopping.countDown();
            assertThat(answer.rest()).contains("second").contains("message_stop");
            stop.join();
        }
        assertThat(onlyRecord()).containsEntry("outcome", "completed").containsEntry("total_tokens", 12);
    }

    @ParameterizedTest
    @ValueSource(strings = {MESSAGES, CHAT})
    void aBackendThatDoesNotEndItsAnswerKeepsNobodyWaiting(String path) throws Exception {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        backend.answer(connection -> {
            connection.sse();
            connection.event(Chunks.text("first"));
            connection.event(Chunks.finish("stop"));
            connection.event(Chunks.USAGE);
            connection.event("[DONE]");
            closed.complete(connection.awaitClientClosed());
        });
        try (Answer answer = client.open(path, STREAM)) {
            assertThat(assertTimeoutPreemptively(Duration.ofSeconds(10), answer::rest)).contains("first");
        }
        assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(onlyRecord()).containsEntry("outcome", "completed").containsEntry("total_tokens", 12);
    }

    @ParameterizedTest
    @ValueSource(strings = {MESSAGES, CHAT})
    void aBackendsConnectionIsUsedAgain(String path) throws Exception {
        backend.answer(textAfter(new CountDownLatch(0)));
        for (int i = 0; i < 5; i++) {
            try (Answer answer = client.open(path, STREAM)) {
                assertThat(answer.rest()).contains("second");
            }
            await().until(() -> backend.openConnections() == 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {MESSAGES, CHAT})
    void whatAnAnswerHasUsedIsRecordedWhenItOutlastsTheShutdown(String path) throws Exception {
        proxy.close();
        proxy = RunningProxy.start(dataDir, backend.baseUrl(), Map.of("PROXY_SHUTDOWN_SECONDS", "1"));
        client = new Client(proxy, proxy.createKey("alice"));
        backend.answer(connection -> {
            connection.sse();
            connection.event(Chunks.text("first"));
            connection.awaitClientClosed();
        });
        try (Answer answer = client.open(path, STREAM)) {
            answer.readUntil("first");
            proxy.stop();
        }
        assertThat(onlyRecord()).containsEntry("outcome", "cancelled");
    }

    /** Sends one event, and the rest when the latch is down. */
    private static Script textAfter(CountDownLatch latch) {
        return connection -> {
            connection.sse();
            connection.event(Chunks.text("first"));
            latch.await();
            connection.event(Chunks.text("second"));
            connection.event(Chunks.finish("stop"));
            connection.event(Chunks.USAGE);
            connection.done();
        };
    }

    private Map<String, Object> onlyRecord() {
        await().until(() -> !proxy.usageRecords().isEmpty());
        assertThat(proxy.usageRecords()).hasSize(1);
        return proxy.usageRecords().getFirst();
    }
}
