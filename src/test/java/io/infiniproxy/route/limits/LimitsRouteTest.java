package io.infiniproxy.route.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.testing.Client;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.HttpCall.Answer;
import io.infiniproxy.testing.RunningProxy;
import io.infiniproxy.testing.Scripts;
import io.infiniproxy.testing.TestLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits over HTTP, at one proxy with SQLite. */
class LimitsRouteTest {
    private static final String CHAT = "{\"model\":\"m\",\"max_tokens\":90,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final String STREAM = CHAT.replace("{\"model\"", "{\"stream\":true,\"model\"");

    @TempDir
    Path folder;

    private FakeBackend backend;
    private RunningProxy proxy;
    private String key;

    @BeforeEach
    void start() throws IOException {
        backend = FakeBackend.start();
        backend.answer(Scripts.text("two words"));
        proxy = RunningProxy.start(folder, backend);
        key = proxy.createKey("alice");
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        backend.close();
    }

    @Test
    void tellsAnthropicClientsWhatIsLeft() {
        TestLimits.ofKeys(folder, "{'requests_per_minute': 2, 'tokens_per_minute': 5000}");

        Answer whole = post("/v1/messages", CHAT);
        Answer stream = post("/v1/messages", STREAM);
        Answer refused = post("/v1/messages", CHAT);

        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.header("anthropic-ratelimit-requests-limit")).isEqualTo("2");
        assertThat(whole.header("anthropic-ratelimit-requests-remaining")).isEqualTo("1");
        assertThat(whole.header("anthropic-ratelimit-tokens-limit")).isEqualTo("5000");
        assertThat(whole.header("anthropic-ratelimit-tokens-remaining")).isGreaterThan("4000");
        assertThat(Instant.parse(whole.header("anthropic-ratelimit-requests-reset"))).isAfter(Instant.now());
        assertThat(stream.body()).contains("message_stop");
        assertThat(stream.header("anthropic-ratelimit-requests-remaining")).isEqualTo("0");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().at("/error/type").asText()).isEqualTo("rate_limit_error");
        assertThat(refused.json().at("/error/message").asText())
                .startsWith("The API key 1 has a limit of 2 requests per minute, which are used up; the next is free in ");
        assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 30);
        assertThat(refused.header("x-should-retry")).isNull();
        assertThat(refused.header("anthropic-ratelimit-requests-remaining")).isEqualTo("0");
    }

    @Test
    void tellsOpenAiClientsWhatIsLeft() {
        TestLimits.ofUsers(folder, "{'requests_per_minute': 1, 'tokens_per_minute': 5000}");

        Answer whole = post("/v1/chat/completions", STREAM);
        Answer refused = post("/v1/chat/completions", CHAT);

        assertThat(whole.body()).contains("[DONE]");
        assertThat(whole.header("x-ratelimit-limit-requests")).isEqualTo("1");
        assertThat(whole.header("x-ratelimit-remaining-requests")).isEqualTo("0");
        assertThat(whole.header("x-ratelimit-reset-requests")).isEqualTo("1m0s");
        assertThat(whole.header("x-ratelimit-limit-tokens")).isEqualTo("5000");
        assertThat(whole.header("x-ratelimit-reset-tokens")).matches("\\d+ms|\\ds");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().at("/error/type").asText()).isEqualTo("rate_limit_error");
        assertThat(refused.json().at("/error/code").asText()).isEqualTo("rate_limit_exceeded");
        assertThat(refused.json().at("/error/message").asText()).startsWith("The user alice has a limit of 1 requests per minute");
        assertThat(refused.header("retry-after")).isNotNull();
    }

    @Test
    void tellsClientsNotToRetryWhenABudgetIsSpent() {
        TestLimits.ofKeys(folder, "{'budgets': [{'period': 'month', 'tokens': 12}]}");
        assertThat(post("/v1/chat/completions", CHAT).status()).isEqualTo(200);

        Answer openAi = post("/v1/chat/completions", CHAT);
        Answer anthropic = post("/v1/messages", STREAM);

        assertThat(openAi.json().at("/error/code").asText()).isEqualTo("insufficient_quota");
        assertThat(openAi.json().at("/error/type").asText()).isEqualTo("insufficient_quota");
        for (Answer refused : List.of(openAi, anthropic)) {
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("x-should-retry")).isEqualTo("false");
            assertThat(refused.header("retry-after")).isNull();
            assertThat(refused.json().at("/error/message").asText())
                    .startsWith("The API key 1 has a budget of 12 tokens per month, of which 12 are used; it is free again at ");
        }
        assertThat(backend.requests()).hasSize(1);
    }

    @Test
    void letsNoModelWithoutAPricePassABudgetInMoney() {
        TestLimits.ofUsers(folder, "{'budgets': [{'period': 'month', 'cost': 5}]}");

        Answer refused = post("/v1/messages", CHAT);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().at("/error/message").asText())
                .isEqualTo("The user alice has a budget in money, and the model m has no price, so its cost cannot be counted");
        assertThat(backend.requests()).isEmpty();
    }

    /** 10 tokens in at 100 a million and 2 out at 500 a million cost 0.002. */
    @Test
    void countsABudgetInMoneyByThePrices() throws IOException {
        Files.writeString(folder.resolve("prices.csv"), "model,input,output,cache_read,cache_write\ncurrency,USD,,,\nm,100,500,,\n");
        proxy.stop();
        proxy = RunningProxy.start(folder, backend);
        TestLimits.ofKeys(folder, "{'budgets': [{'period': 'day', 'cost': 0.004}]}");
        String small = CHAT.replace("90", "2");

        assertThat(post("/v1/messages", small).status()).isEqualTo(200);
        assertThat(post("/v1/chat/completions", small).status()).isEqualTo(200);
        Answer refused = post("/v1/messages", small);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("x-should-retry")).isEqualTo("false");
        assertThat(limits().at("/subjects/0/budgets/0/spent").decimalValue()).isEqualByComparingTo("0.004");
        await().untilAsserted(() -> assertThat(proxy.usageRecords())
                .extracting(row -> row.get("cost_nanos").toString())
                .containsOnly("2000000"));
    }

    /** Each uses 12 tokens, and may come to use about a hundred. */
    @Test
    void admitsNoMoreOfManyAtOnceThanTheBudgetAndOne() throws Exception {
        long budget = 50 * 12;
        TestLimits.ofKeys(folder, "{'budgets': [{'period': 'day', 'tokens': " + budget + "}]}");

        List<Answer> answers = atOnce(200, () -> post("/v1/chat/completions", CHAT));

        long admitted = answers.stream().filter(answer -> answer.status() == 200).count();
        assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 429);
        assertThat(admitted * 12).isLessThan(budget + 12);
        assertThat(backend.requests()).hasSize((int) admitted);
        assertThat(admitted).as("what is settled is free for others").isPositive();
        while (post("/v1/chat/completions", CHAT).status() == 200) {
            admitted++;
        }
        assertThat(admitted).as("the whole budget can be used").isEqualTo(50);
        await().until(() -> proxy.usageRecords().size() == 50);
        assertThat(limits().at("/subjects/0/budgets/0/spent").asLong()).isEqualTo(budget);
        assertThat(limits().at("/subjects/0/budgets/0/reserved").asLong()).isZero();
    }

    /** A client that sends its next request when it has its answer is never refused, whatever the answer was. */
    @Test
    void givesBackBeforeTheClientHasItsAnswer() {
        TestLimits.ofKeys(folder, "{'concurrent_requests': 1}");
        for (int n = 0; n < 25; n++) {
            assertThat(post("/v1/messages", CHAT).status()).isEqualTo(200);
            assertThat(post("/v1/messages", STREAM).body()).contains("message_stop");
            assertThat(post("/v1/chat/completions", CHAT).status()).isEqualTo(200);
            assertThat(post("/v1/chat/completions", STREAM).body()).contains("[DONE]");
            backend.answerOnce(Scripts.error(400, "{\"error\":{\"message\":\"odd\"}}"));
            assertThat(post("/v1/messages", CHAT).status()).isEqualTo(400);
        }
    }

    @Test
    void givesBackWhatCancelledClientsHeld() throws Exception {
        TestLimits.ofKeys(folder, "{'concurrent_requests': 3, 'budgets': [{'period': 'day', 'tokens': 100000}]}");
        for (int round = 0; round < 5; round++) {
            CountDownLatch cancelled = new CountDownLatch(3);
            backend.answer(connection -> {
                connection.sse();
                connection.event("{\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}");
                connection.awaitClientClosed();
                cancelled.countDown();
            });
            Client client = new Client(proxy, key);
            List<Client.Answer> open = new ArrayList<>();
            for (String path : List.of("/v1/messages", "/v1/chat/completions", "/v1/messages")) {
                Client.Answer answer = client.open(path, STREAM);
                answer.readUntil("Hi");
                open.add(answer);
            }
            assertThat(post("/v1/messages", CHAT).json().at("/error/message").asText())
                    .startsWith("The API key 1 has a limit of 3 concurrent requests, and 3 are under way");
            for (Client.Answer answer : open) {
                answer.close();
            }
            cancelled.await();
            await().until(() -> limits().at("/subjects/0/concurrent_requests/used").asInt() == 0);
            assertThat(limits().at("/subjects/0/budgets/0/reserved").asLong()).isZero();
        }
    }

    @Test
    void givesBackWhatNeverReachedTheBackend() throws IOException {
        TestLimits.ofKeys(folder, "{'concurrent_requests': 1, 'budgets': [{'period': 'day', 'tokens': 100000}]}");
        backend.answer(connection -> connection.reset());

        for (int n = 0; n < 3; n++) {
            assertThat(post("/v1/messages", CHAT).status()).isEqualTo(502);
        }
        assertThat(limits().at("/subjects/0/concurrent_requests/used").asInt()).isZero();
        assertThat(limits().at("/subjects/0/budgets/0/reserved").asLong()).isZero();
    }

    @Test
    void showsWhatIsUsedToTheKeyItselfAndToTheAdmin() {
        String bob = proxy.createKey("bob");
        TestLimits.ofKeys(folder, "{'requests_per_minute': 5}");
        TestLimits.ofUsers(folder, "{'budgets': [{'period': 'total', 'tokens': 100}, {'period': 'day', 'cost': 2.5}]}");
        String user = "{\"user_id\":2,\"budgets\":["
                + "{\"period\":\"total\",\"unit\":\"tokens\",\"limit\":100,\"spent\":0,\"reserved\":0,\"from\":null,\"to\":null},"
                + "{\"period\":\"day\",\"unit\":\"cost\",\"limit\":2.5,\"spent\":0,\"reserved\":0,\"from\":";

        String ofBob = proxy.call("/usage/limits").bearer(bob).get().body();
        assertThat(ofBob)
                .contains(user, "{\"api_key_id\":2,\"requests_per_minute\":{\"limit\":5,\"remaining\":5,\"reset\":")
                .doesNotContain("\"api_key_id\":1", "\"user_id\":1");
        assertThat(subjects("?api_key_id=2")).containsExactly("api_key_id=2", "user_id=2");
        assertThat(subjects("?user_id=1")).containsExactly("api_key_id=1", "user_id=1");
        assertThat(subjects("")).containsExactly("api_key_id=1", "api_key_id=2", "user_id=1", "user_id=2");
        assertThat(proxy.adminCall("/usage/limits?api_key_id=99").get().status()).isEqualTo(404);
        assertThat(proxy.adminCall("/usage/limits?api_key_id=x").get().status()).isEqualTo(400);
        assertThat(proxy.call("/usage/limits?api_key_id=1").bearer(bob).get().body()).doesNotContain("\"api_key_id\":1");
    }

    private List<String> subjects(String query) {
        List<String> subjects = new ArrayList<>();
        for (JsonNode subject : proxy.adminCall("/usage/limits" + query).get().json().path("subjects")) {
            subjects.add(subject.has("user_id") ? "user_id=" + subject.path("user_id") : "api_key_id=" + subject.path("api_key_id"));
        }
        return subjects;
    }

    private JsonNode limits() {
        return proxy.call("/usage/limits").bearer(key).get().json();
    }

    private Answer post(String path, String body) {
        return proxy.call(path).bearer(key).post(body);
    }

    static <T> List<T> atOnce(int requests, Callable<T> request) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<T>> futures = new ArrayList<>();
        List<T> answers = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < requests; n++) {
                futures.add(executor.submit(() -> {
                    start.await();
                    return request.call();
                }));
            }
            start.countDown();
            for (Future<T> future : futures) {
                answers.add(future.get());
            }
        }
        return answers;
    }
}
