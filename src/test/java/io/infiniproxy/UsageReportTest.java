package io.infiniproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.testing.Client;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.RunningProxy;
import io.infiniproxy.testing.Scripts;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports that are asked for right after answers. */
final class UsageReportTest {
    private static final String BODY =
            "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    @TempDir
    Path dataDir;

    @Test
    void aReportHoldsEveryAnswerBeforeIt() throws Exception {
        try (FakeBackend backend = FakeBackend.start();
                RunningProxy proxy = RunningProxy.start(dataDir, backend)) {
            String key = proxy.createKey("alice");
            backend.answer(Scripts.text("one two"));
            for (int n = 1; n <= 20; n++) {
                new Client(proxy, key).post("/v1/messages", BODY);
                assertThat(proxy.call("/usage/me").bearer(key).get().json())
                        .hasToString("{\"user_id\":1,\"username\":\"alice\",\"total_requests\":" + n + ",\"total_input_tokens\":"
                                + 10 * n + ",\"total_output_tokens\":" + 2 * n + ",\"total_tokens\":" + 12 * n
                                + ",\"usage_by_endpoint\":[{\"endpoint\":\"/v1/messages\",\"model\":\"m\",\"total_requests\":" + n
                                + ",\"total_input_tokens\":" + 10 * n + ",\"total_output_tokens\":" + 2 * n
                                + ",\"total_tokens\":" + 12 * n + ",\"total_cost\":null,\"unpriced_requests\":" + n
                                + "}],\"start_date\":null,\"end_date\":null,\"total_cost\":null,\"unpriced_requests\":" + n + "}");
            }
        }
    }
}
