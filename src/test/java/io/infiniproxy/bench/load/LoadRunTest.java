package io.infiniproxy.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.bench.AskedAnswer;
import io.infiniproxy.bench.mock.MockBackend;
import io.infiniproxy.bench.run.RequestBodies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The load tool and the mock backend, face to face. */
class LoadRunTest {
    @TempDir
    private Path folder;

    private MockBackend backend;
    private Thread thread;

    @BeforeEach
    void start() throws IOException {
        backend = new MockBackend();
        thread = Thread.ofPlatform().start(() -> {
            try {
                backend.serve();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @AfterEach
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    @Test
    void sendsAsManyRequestsAsItIsTold() throws Exception {
        LoadResult result = run(new AskedAnswer(20, 0), false, 20, 8, 0, 1_000);
        assertThat(result.firstWrongs()).isEmpty();
        assertThat(result.right()).isEqualTo(1_000);
    }

    @Test
    void sendsAtItsTimes() throws Exception {
        LoadResult result = run(new AskedAnswer(20, 0), true, 20, 8, 1_000, 300);
        assertThat(result.firstWrongs()).isEmpty();
        assertThat(result.right()).isEqualTo(300);
        assertThat(result.seconds()).isGreaterThan(0.29);
    }

    @Test
    void holdsSlowStreams() throws Exception {
        LoadResult result = run(new AskedAnswer(10, 20), true, 10, 200, 0, 200);
        assertThat(result.firstWrongs()).isEmpty();
        assertThat(result.right()).isEqualTo(200);
        assertThat(result.answer().p50()).isGreaterThan(9 * 19);
        assertThat(result.firstText().p50()).isLessThan(result.answer().p50());
    }

    /** One connection: the second request waits for the first, and its time counts from when it was to begin. */
    @Test
    void countsTheWaitInAnOpenLoop() throws Exception {
        LoadResult result = run(new AskedAnswer(10, 20), true, 10, 1, 100, 4);
        assertThat(result.right()).isEqualTo(4);
        assertThat(result.answer().max()).isGreaterThan(4 * 9 * 19 - 30);
    }

    @Test
    void findsAnotherAnswerThanItExpects() throws Exception {
        for (boolean stream : new boolean[] {true, false}) {
            LoadResult result = run(new AskedAnswer(20, 0), stream, 21, 4, 0, 40);
            assertThat(result.right()).isZero();
            assertThat(result.wrong()).isEqualTo(40);
            assertThat(result.firstWrongs().getFirst()).contains("expected");
        }
    }

    @Test
    void findsAWrongStatus() throws Exception {
        Path body = Files.writeString(folder.resolve("wrong.json"), "{\"model\":\"unknown\"}");
        LoadResult result = new LoadRun(new LoadJob(backend.port(), Api.CHAT, Map.of(), body.toString(), false, 1, 1, 0, 0, 60, 3, 60, false))
                .run();
        assertThat(result.wrong()).isEqualTo(3);
        assertThat(result.firstWrongs().getFirst()).contains("expected 200, got 400").contains("bench-CHUNKS");
    }

    private LoadResult run(AskedAnswer asked, boolean stream, int expectedChunks, int connections, double rate, int requests)
            throws IOException {
        Path body = Files.write(folder.resolve("body.json"), RequestBodies.small(Api.CHAT, asked.model(), stream));
        return new LoadRun(new LoadJob(
                        backend.port(), Api.CHAT, Map.of("x-test", "1"), body.toString(), stream, expectedChunks, connections, rate, 0,
                        60, requests, 60, false))
                .run();
    }
}
