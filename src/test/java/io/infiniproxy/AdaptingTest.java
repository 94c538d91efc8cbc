package io.infiniproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.infiniproxy.testing.Client;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.RunningProxy;
import io.infiniproxy.testing.Scripts;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backends that refuse a request for one of its parameters. */
final class AdaptingTest {
    private static final String BODY = "{\"model\":\"m\",\"max_tokens\":9,\"temperature\":0.5,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String REFUSAL =
            "{\"error\":{\"message\":\"Unsupported parameter: 'temperature'\",\"param\":\"temperature\"}}";

    @TempDir
    Path dataDir;

    private FakeBackend backend;
    private RunningProxy proxy;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        backend = FakeBackend.start();
        proxy = RunningProxy.start(dataDir, backend);
        client = new Client(proxy, proxy.createKey("alice"));
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
        backend.close();
    }

    /** What the backend said to the request before is no word about this one. */
    @Test
    void whoHangsUpWhileTheBackendIsAskedOnceMoreHasUsedTheInput() throws Exception {
        CountDownLatch askedAgain = new CountDownLatch(1);
        backend.answerOnce(Scripts.error(400, REFUSAL));
        backend.answer(connection -> {
            askedAgain.countDown();
            connection.awaitClientClosed();
        });
        try (Socket socket = client.openSocket("/v1/messages", BODY)) {
            assertThat(askedAgain.await(20, TimeUnit.SECONDS)).isTrue();
        }
        await().until(() -> proxy.usageRecords().size() == 1);
        assertThat(proxy.usageRecords().getFirst()).containsEntry("outcome", "cancelled");
        assertThat((Integer) proxy.usageRecords().getFirst().get("input_tokens")).isPositive();
    }

    @Test
    void theBackendIsAskedOnceMoreAndTheLessonIsKept() throws Exception {
        backend.answerOnce(Scripts.error(400, REFUSAL));
        backend.answer(Scripts.text("fine"));

        var answer = client.post("/v1/messages", BODY);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("fine");
        assertThat(backend.takeRequest().bodyText()).contains("temperature");
        assertThat(backend.takeRequest().bodyText()).doesNotContain("temperature").contains("max_tokens");
        await().until(() -> proxy.usageRecords().size() == 1);

        client.post("/v1/messages", BODY);
        assertThat(backend.takeRequest().bodyText()).doesNotContain("temperature");
        client.post("/v1/messages", BODY.replace("\"m\"", "\"another\""));
        assertThat(backend.takeRequest().bodyText()).as("a lesson is for one model").contains("temperature");
    }

    @Test
    void aSecondRefusalIsTheClients() throws Exception {
        backend.answer(Scripts.error(400, REFUSAL));
        var answer = client.post("/v1/messages", BODY);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Unsupported parameter: 'temperature'");
        assertThat(backend.requests()).hasSize(2);
        client.post("/v1/messages", BODY);
        assertThat(backend.requests().get(2).bodyText()).as("a change that did not help is not kept").contains("temperature");
    }

    @Test
    void anEverydayWordIsNoParameter() throws Exception {
        backend.answer(Scripts.error(
                400, "{\"error\":{\"message\":\"Image input is not supported by this model. Please stop sending images.\"}}"));
        String body = BODY.replace("\"temperature\":0.5", "\"stop_sequences\":[\"x\"]");
        assertThat(client.post("/v1/messages", body).statusCode()).isEqualTo(400);
        assertThat(backend.requests()).hasSize(1);
    }

    @Test
    void anAnswerThatIsCompressedIsSaidSo() throws Exception {
        backend.answerOnce(connection -> connection.json(200, "\u0001junk", "Content-Encoding: br"));
        var answer = client.post("/v1/messages", BODY);
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("compressed with br").doesNotContain("junk");

        backend.answerOnce(connection -> connection.json(403, "\u0001junk", "Content-Encoding: br"));
        var error = client.post("/v1/messages", BODY);
        assertThat(error.statusCode()).isEqualTo(403);
        assertThat(error.body()).contains("compressed with br").doesNotContain("junk");
    }

    @Test
    void aRefusedBackendKeyIsToldAtOnce() throws Exception {
        backend.answer(Scripts.error(401, "{\"error\":{\"message\":\"bad key\"}}"));
        var answer = client.post("/v1/messages", BODY);
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("OPENAI_API_KEY").contains("bad key");
        assertThat(answer.headers().firstValue("x-should-retry")).hasValue("false");
    }

    @Test
    void aRefusalOfSomethingElseIsToldAsItIs() throws Exception {
        backend.answer(Scripts.error(400, "{\"error\":{\"message\":\"messages: odd\"}}"));
        assertThat(client.post("/v1/messages", BODY).body()).contains("messages: odd");
        assertThat(backend.requests()).hasSize(1);
    }
}
