package io.infiniproxy.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.testing.RunningProxy;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An admin token opens the admin endpoints alone, even one that somebody took from an API key. */
class AdminTokenAsApiKeyTest {
    @Test
    void isRefusedAsAnApiKey(@TempDir Path folder) {
        String key;
        try (var proxy = RunningProxy.start(folder, Map.of())) {
            key = proxy.createKey("alice");
            assertThat(proxy.call("/v1/models").bearer(key).get().status()).isEqualTo(200);
        }

        try (var proxy = RunningProxy.start(folder, Map.of("ADMIN_TOKEN", key))) {
            assertThat(proxy.adminCall("/admin/users").get().status()).isEqualTo(200);
            assertThat(proxy.call("/v1/models").bearer(key).get().status()).isEqualTo(401);
            assertThat(proxy.call("/usage/me").header("x-api-key", key).get().status()).isEqualTo(401);
        }
    }
}
