package io.infiniproxy.route.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.infiniproxy.sql.TestPostgresql;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.HttpCall.Answer;
import io.infiniproxy.testing.RunningProxy;
import io.infiniproxy.testing.Scripts;
import io.infiniproxy.testing.TestLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits over HTTP, at two proxies on one PostgreSQL. */
class SharedLimitsRouteTest {
    private static final String CHAT = "{\"model\":\"m\",\"max_tokens\":90,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    @Test
    void holdAcrossProxies(@TempDir Path one, @TempDir Path two) throws Exception {
        Map<String, String> environment = Map.of("DATABASE_URL", TestPostgresql.newDatabaseUrl());
        long budget = 50 * 12;
        try (var backend = FakeBackend.start();
                var first = RunningProxy.start(one, backend.baseUrl(), environment);
                var second = RunningProxy.start(two, backend.baseUrl(), environment)) {
            backend.answer(Scripts.text("two words"));
            String key = first.createKey("alice");
            TestLimits.ofKeysIn(environment.get("DATABASE_URL"), "{'budgets': [{'period': 'day', 'tokens': " + budget + "}]}");
            AtomicInteger turn = new AtomicInteger();

            List<Answer> answers = LimitsRouteTest.atOnce(200, () -> post(turn.getAndIncrement() % 2 == 0 ? first : second, key));

            long admitted = answers.stream().filter(answer -> answer.status() == 200).count();
            assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 429);
            assertThat(admitted * 12).isLessThan(budget + 12);
            assertThat(backend.requests()).hasSize((int) admitted);
            while (post(turn.getAndIncrement() % 2 == 0 ? first : second, key).status() == 200) {
                admitted++;
            }
            assertThat(admitted).as("the whole budget can be used").isEqualTo(50);
            for (RunningProxy proxy : List.of(first, second)) {
                await().until(() -> budget(proxy, key, "spent") == budget && budget(proxy, key, "reserved") == 0);
            }
        }
    }

    private static long budget(RunningProxy proxy, String key, String member) {
        return proxy.call("/usage/limits").bearer(key).get().json().at("/subjects/0/budgets/0/" + member).asLong();
    }

    private static Answer post(RunningProxy proxy, String key) {
        return proxy.call("/v1/chat/completions").bearer(key).post(CHAT);
    }
}
