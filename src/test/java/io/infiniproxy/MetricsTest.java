package io.infiniproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.HttpCall.Answer;
import io.infiniproxy.testing.RunningProxy;
import io.infiniproxy.testing.Scripts;
import io.infiniproxy.translate.Change.Kind;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code GET /metrics}: what Prometheus collects. */
class MetricsTest {
    private static final String REQUEST =
            "{\"model\":\"m\",\"max_tokens\":10,\"top_k\":1,\"messages\":[{\"role\":\"user\",\"content\":\"secret words\"}]}";

    @TempDir
    Path folder;

    private FakeBackend backend;
    private RunningProxy proxy;

    @BeforeEach
    void start() throws IOException {
        backend = FakeBackend.start();
        backend.answer(Scripts.text("Hello"));
        proxy = RunningProxy.start(folder, backend);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        backend.close();
    }

    @Test
    void countsWhatTranslationsChangeByKind() {
        String key = proxy.createKey("alice", "laptop");
        for (int i = 0; i < 2; i++) {
            proxy.call("/v1/messages").header("x-api-key", key).post(REQUEST);
        }
        proxy.adminCall("/admin/translate").post("{\"request\":" + REQUEST + "}");

        Answer metrics = proxy.adminCall("/metrics").get();

        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.header("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(metrics.body().lines())
                .contains("infiniproxy_translation_changes_total{action=\"dropped\",kind=\"top_k\"} 2.0")
                .contains("infiniproxy_translation_changes_total{action=\"changed\",kind=\"max_tokens\"} 0.0")
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"));
        assertThat(metrics.body()).doesNotContain("secret");
    }

    @Test
    void countsRequestsAndTheirTokens() {
        String key = proxy.createKey("alice", "laptop");
        proxy.call("/v1/messages").header("x-api-key", key).post(REQUEST);
        backend.answer(Scripts.error(400, "{\"error\":{\"message\":\"no\"}}"));
        proxy.call("/v1/messages").header("x-api-key", key).post(REQUEST);

        assertThat(proxy.adminCall("/metrics").get().body().lines())
                .contains("infiniproxy_requests_total{outcome=\"completed\"} 1.0")
                .contains("infiniproxy_requests_total{outcome=\"failed\"} 1.0")
                .contains("infiniproxy_requests_total{outcome=\"cancelled\"} 0.0")
                .contains("infiniproxy_tokens_total{kind=\"input\"} " + (double) Scripts.PROMPT_TOKENS)
                .contains("infiniproxy_tokens_total{kind=\"output\"} 1.0")
                .anyMatch(line -> line.startsWith("infiniproxy_requests_in_flight "));
    }

    @Test
    void everyKindHasItsCounterFromTheStart() {
        assertThat(proxy.adminCall("/metrics").get().body().lines()
                        .filter(line -> line.startsWith("infiniproxy_translation_changes_total{")))
                .hasSize(Kind.values().length);
    }

    @Test
    void isForTheAdminOnly() {
        String key = proxy.createKey("eve", "laptop");
        assertThat(proxy.call("/metrics").get().status()).isEqualTo(401);
        assertThat(proxy.call("/metrics").bearer(key).get().status()).isEqualTo(401);
        assertThat(proxy.adminCall("/metrics").send("POST", "").status()).isEqualTo(405);
    }
}
