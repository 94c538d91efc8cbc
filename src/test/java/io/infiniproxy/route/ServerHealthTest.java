package io.infiniproxy.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerHealthTest {
    @ParameterizedTest
    @CsvSource({
        // database away, knows keys, backend failing
        "false, true, false, HEALTHY, 200, 0",
        "false, false, false, HEALTHY, 200, 0",
        "false, true, true, DEGRADED, 200, 1",
        "true, true, false, DEGRADED, 200, 1",
        "true, true, true, DEGRADED, 200, 2",
        "true, false, false, UNAVAILABLE, 503, 1",
        "true, false, true, UNAVAILABLE, 503, 2"
    })
    void isUnavailableOnlyWhenNothingIsServed(
            boolean away, boolean knowsKeys, boolean failing, ServerHealth.Status status, int httpStatus, int reasons) {
        var health = ServerHealth.of(away, knowsKeys, failing, false, false);

        assertThat(health.status()).isEqualTo(status);
        assertThat(health.httpStatus()).isEqualTo(httpStatus);
        assertThat(health.reasons()).hasSize(reasons);
    }

    @Test
    void recordsThatWaitForTheDatabaseAreVisible() {
        var health = ServerHealth.of(false, true, false, true, false);
        assertThat(health.httpStatus()).isEqualTo(200);
        assertThat(new String(health.json(), StandardCharsets.UTF_8))
                .isEqualTo("{\"status\":\"degraded\",\"reasons\":[\"Usage records wait for the database\"]}");
    }

    @Test
    void recordsThatTheDatabaseHasRefusedAreVisible() {
        var health = ServerHealth.of(false, true, false, false, true);
        assertThat(health.status()).isEqualTo(ServerHealth.Status.DEGRADED);
        assertThat(health.reasons()).singleElement().asString().contains("refused.jsonl");
    }
}
