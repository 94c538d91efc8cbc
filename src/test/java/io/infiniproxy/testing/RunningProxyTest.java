package io.infiniproxy.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningProxyTest {
    @Test
    void answersAClientWithItsKey(@TempDir Path folder) throws Exception {
        try (var backend = FakeBackend.start();
                var proxy = RunningProxy.start(folder, backend);
                var http = HttpClient.newHttpClient()) {
            backend.answer(Scripts.text("Hello you"));
            var request = HttpRequest.newBuilder(proxy.url("/v1/chat/completions"))
                    .header("Authorization", "Bearer " + proxy.createKey("alice", "laptop"))
                    .POST(BodyPublishers.ofString("{\"model\":\"m\",\"messages\":[]}"))
                    .build();

            assertThat(http.send(request, BodyHandlers.ofString()).body()).contains("Hello you");
            await().until(() -> proxy.usageRecords().size() == 1);
        }
    }
}
