package io.infiniproxy.route.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.RunningProxy;
import io.infiniproxy.testing.Scripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports, records and the export over HTTP: a request takes 10 tokens in and 2 out. */
class ReportEndpointsTest {
    @TempDir
    Path folder;

    private FakeBackend backend;
    private RunningProxy proxy;
    private String alice;
    private String bob;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("prices.csv"), "currency,EUR\npriced*,2,10");
        backend = FakeBackend.start();
        proxy = RunningProxy.start(folder, backend);
        alice = proxy.createKey("alice", "=HYPERLINK(\"http://evil.example\")");
        bob = proxy.createKey("bob", "laptop");
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        backend.close();
    }

    @Test
    void reportsToTheAdminWhatEveryoneUsed() {
        chat(alice, "priced-model");
        chat(alice, "unknown-model");
        chat(bob, "priced-model");

        JsonNode report = admin("/usage/report?by=user");
        assertThat(report.path("currency").asText()).isEqualTo("EUR");
        assertThat(report.path("rows")).hasSize(2);
        assertThat(report.path("rows").get(0).toString())
                .isEqualTo("{\"user_id\":1,\"username\":\"alice\",\"requests\":2,\"failed_requests\":0,\"cancelled_requests\":0,"
                        + "\"input_tokens\":20,\"cache_read_input_tokens\":0,\"cache_creation_input_tokens\":0,"
                        + "\"output_tokens\":4,\"reasoning_tokens\":0,\"total_tokens\":24,\"cost\":0.00004,"
                        + "\"unpriced_requests\":1,\"estimated_requests\":0}");
        JsonNode unpriced = admin("/usage/report?by=model&model=unknown-model").path("rows").get(0);
        assertThat(unpriced.path("cost").isNull()).isTrue();
        assertThat(unpriced.path("unpriced_requests").asInt()).isEqualTo(1);
    }

    @Test
    void keepsTheCostOfOldRequestsWhenPricesChange() throws IOException {
        chat(alice, "priced-model");
        Files.writeString(folder.resolve("prices.csv"), "currency,EUR\npriced*,900,900\nmore,1,1");

        assertThat(admin("/usage/report?by=model").path("rows").get(0).path("cost").asText()).isEqualTo("0.00004");
    }

    @Test
    void pricesMessagesByTheModelOfTheBackend() {
        backend.answer(Scripts.text("two words"));
        String body = "{\"model\":\"priced-by-the-client's-name\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        try (RunningProxy other = RunningProxy.start(
                folder.resolve("other"), backend.baseUrl(), Map.of("OPENAI_MODEL", "unknown-model"))) {
            assertThat(other.call("/v1/messages").bearer(other.createKey("carol")).post(body).status()).isEqualTo(200);
            JsonNode row = other.adminCall("/usage/report?by=model").get().json().path("rows").get(0);
            assertThat(row.path("model").asText()).isEqualTo("priced-by-the-client's-name");
            assertThat(row.path("unpriced_requests").asInt()).isEqualTo(1);
        }
    }

    @Test
    void showsAKeyItsOwnUsageOnly() {
        chat(alice, "priced-model");
        chat(bob, "priced-model");

        JsonNode rows = json("/usage/report?by=user,day", alice).path("rows");
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).path("username").asText()).isEqualTo("alice");
        assertThat(rows.get(0).path("day").asText()).isEqualTo(LocalDate.now(ZoneOffset.UTC).toString());
        assertThat(json("/usage/requests", bob).path("requests").findValuesAsText("username")).containsOnly("bob");
        assertThat(proxy.call("/usage/export.csv").bearer(bob).get().body().lines()).hasSize(2);
        assertThat(json("/usage/report?by=user&api_key_id=2", alice).path("rows")).isEmpty();
        for (String path : List.of("/usage/report?by=user&user_id=2", "/usage/requests?user_id=2", "/usage/export.csv?user_id=2")) {
            var refused = proxy.call(path).bearer(alice).get();
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.detail()).startsWith("user_id: expected 1 or none");
        }
    }

    @Test
    void listsRecordsPageByPage() {
        for (int number = 0; number < 5; number++) {
            chat(alice, "model-" + number);
        }
        List<String> models = new ArrayList<>();
        String before = "";
        for (int page = 0; page < 3; page++) {
            JsonNode answer = admin("/usage/requests?limit=2" + before);
            models.addAll(answer.path("requests").findValuesAsText("model"));
            before = "&before=" + answer.path("next_before").asText();
        }

        assertThat(models).containsExactly("model-4", "model-3", "model-2", "model-1", "model-0");
        assertThat(before).isEqualTo("&before=null");
        String id = admin("/usage/requests?model=model-3").at("/requests/0/request_id").asText();
        assertThat(admin("/usage/requests?request_id=" + id).path("requests")).hasSize(1);
        assertThat(admin("/usage/requests?outcome=failed").path("requests")).isEmpty();
    }

    @Test
    void exportsWhatASpreadsheetMayOpen() {
        for (int number = 0; number < 3; number++) {
            chat(alice, number == 1 ? "+evil,\"model\"" : "priced");
        }

        var export = proxy.adminCall("/usage/export.csv?user_id=1").get();
        assertThat(export.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
        List<String> lines = export.body().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.getFirst()).startsWith("request_id,timestamp,user_id,username,api_key_id,key_name,key_prefix,endpoint,model,");
        assertThat(lines.get(1)).contains(",alice,1,\"'=HYPERLINK(\"\"http://evil.example\"\")\",sk-").contains(",0.00004,");
        assertThat(lines.get(2)).contains(",\"'+evil,\"\"model\"\"\",");
    }

    @Test
    void refusesWhatItCannotReport() {
        assertRefused("/usage/report", "by: expected one or two of user, key, model, endpoint, backend, day, hour, and it is missing");
        assertRefused("/usage/report?by=users", "by: expected one or two of");
        assertRefused("/usage/report?by=day,hour", "by: expected day or hour, not both, got \"day,hour\"");
        assertRefused("/usage/report?by=user,user", "by: expected two different dimensions");
        assertRefused("/usage/report?by=user,model,day", "by: expected two dimensions at most");
        assertRefused("/usage/report?by=hour", "from: expected a range of 31 days at most");
        assertRefused("/usage/report?by=user&from=yesterday", "from: expected an ISO date");
        assertRefused("/usage/report?by=user&from=2026-02-01&to=2026-01-01", "from: expected a date not after the to");
        assertRefused("/usage/report?by=user&outcome=broken", "outcome: expected completed, cancelled or failed");
        assertRefused("/usage/report?by=user&user_id=alice", "user_id: expected an integer");
        assertRefused("/usage/requests?limit=0", "limit: expected an integer from 1 to 1000");
        assertRefused("/usage/requests?limit=1001", "limit: expected an integer from 1 to 1000");
        assertRefused("/usage/requests?before=5", "before: expected the next_before of the page before");
    }

    @Test
    void refusesAParameterThatItDoesNotKnow() {
        for (String path : List.of("report?by=user&", "requests?", "export.csv?", "limits?")) {
            var refused = proxy.adminCall("/usage/" + path + "apikey_id=1").get();
            assertThat(refused.status()).as(path).isEqualTo(400);
            assertThat(refused.detail()).startsWith("Expected only the query parameters ").endsWith(", got \"apikey_id\"").contains("api_key_id");
        }
        var own = proxy.call("/usage/me?from=2026-01-01").bearer(alice).get();
        assertThat(own.status()).isEqualTo(400);
        assertThat(own.detail()).isEqualTo("Expected only the query parameters start_date, end_date, got \"from\"");
    }

    @Test
    void countsAFailureWithoutTokensAsNoUnpricedRequest() {
        backend.answer(connection -> connection.json(500, "{\"error\":{\"message\":\"down\"}}"));
        String body = "{\"model\":\"unknown-model\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        assertThat(proxy.call("/v1/chat/completions").bearer(alice).post(body).status()).isEqualTo(500);

        for (String by : List.of("user", "key", "model", "endpoint", "day", "hour&from=" + LocalDate.now(ZoneOffset.UTC))) {
            JsonNode row = admin("/usage/report?by=" + by).path("rows").get(0);
            assertThat(row.path("failed_requests").asInt()).as(by).isEqualTo(1);
            assertThat(row.path("unpriced_requests").asInt()).as(by).isZero();
        }
    }

    @Test
    void refusesStrangers() {
        for (String path : List.of("/usage/report?by=user", "/usage/requests", "/usage/export.csv")) {
            assertThat(proxy.call(path).get().status()).isEqualTo(401);
        }
    }

    private void assertRefused(String path, String reason) {
        var answer = proxy.adminCall(path).get();
        assertThat(answer.status()).as(path).isEqualTo(400);
        assertThat(answer.detail()).startsWith(reason);
    }

    /** The backend says that it serves the model that is asked for. */
    private void chat(String key, String model) {
        backend.answer(connection -> connection.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", "c")
                        .put("model", model)
                        .set("usage", usage())
                        .toString()));
        var body = JsonNodeFactory.instance.objectNode().put("model", model);
        assertThat(proxy.call("/v1/chat/completions").bearer(key).post(body.toString()).status()).isEqualTo(200);
    }

    private static JsonNode usage() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("prompt_tokens", 10)
                .put("completion_tokens", 2);
    }

    private JsonNode admin(String path) {
        return proxy.adminCall(path).get().json();
    }

    private JsonNode json(String path, String key) {
        return proxy.call(path).bearer(key).get().json();
    }
}
