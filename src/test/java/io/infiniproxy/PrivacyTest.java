package io.infiniproxy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.infiniproxy.testing.Client;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.RunningProxy;
import io.infiniproxy.testing.Scripts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** With DEBUG on: that neither prompts nor answers nor keys get into the log, whatever goes wrong. */
final class PrivacyTest {
    private static final String PROMPT = "the-secret-prompt";
    private static final String ANSWER = "the-secret-answer";

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("io.infiniproxy");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir
    Path dataDir;

    @BeforeEach
    void listen() {
        ours.setLevel(Level.DEBUG);
        ours.setAdditive(true);
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
        ours.setLevel(null);
    }

    @Test
    void nothingPrivateIsLogged() throws Exception {
        String key;
        try (FakeBackend backend = FakeBackend.start();
                RunningProxy proxy = RunningProxy.start(dataDir, backend.baseUrl(), Map.of("DEBUG", "true"))) {
            key = proxy.createKey("alice");
            Client client = new Client(proxy, key);
            for (String path : List.of("/v1/messages", "/v1/chat/completions")) {
                exercise(backend, client, path);
            }
        }
        assertThat(log.list).as("there is a log to look at").isNotEmpty();
        assertThat(log.list.stream().map(PrivacyTest::text))
                .noneMatch(text -> text.contains(PROMPT)
                        || text.contains(ANSWER)
                        || text.contains(key)
                        || text.contains("backend-key")
                        || text.contains(RunningProxy.ADMIN_TOKEN));
    }

    private static void exercise(FakeBackend backend, Client client, String path) throws Exception {
        String whole = "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"" + PROMPT + "\"}]}";
        String stream = whole.replace("\"model\"", "\"stream\":true,\"model\"");
        for (String body : List.of(whole, stream)) {
            backend.answerOnce(Scripts.text(ANSWER));
            client.post(path, body);
            backend.answerOnce(Scripts.error(400, "{\"error\":{\"message\":\"odd: " + PROMPT + "\"}}"));
            client.post(path, body);
            backend.answerOnce(connection -> connection.json(200, "<html>" + ANSWER));
            client.post(path, body);
            backend.answerOnce(connection -> {
                connection.sse();
                connection.event("{" + ANSWER);
                connection.end();
            });
            client.post(path, body);
        }
        client.post(path, "{\"model\": " + PROMPT);
        client.post(path, "{\"model\":{\"x\":\"" + PROMPT + "\"},\"messages\":\"" + PROMPT + "\"}");
    }

    private static String text(ILoggingEvent event) {
        return event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy());
    }
}
