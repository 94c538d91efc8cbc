package io.infiniproxy.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.infiniproxy.json.Json;
import io.infiniproxy.testing.NpmFolder;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The official npm SDK, which Claude Code is made with, reads every golden answer through the running proxy, and gets what the
 * case says. One node process reads them all, by {@code e2e/anthropic-sdk/golden.js}.
 */
final class GoldenThroughNpmSdkTest {
    @TempDir
    static Path folder;

    /** Calls that the token limit has cut: of these the SDK keeps the members that were whole. */
    private static final Set<String> CUT_CALLS = Set.of("answer-tool-call-cut-short", "json-broken-arguments");

    /** By folder: what the SDK made of its whole answer, and of its stream. */
    private static JsonNode results;

    static Stream<GoldenFolder> messages() {
        return GoldenReplay.messages();
    }

    static Stream<GoldenFolder> streams() {
        return GoldenReplay.messages().filter(folder -> !CUT_CALLS.contains(folder.toString()));
    }

    static Stream<GoldenFolder> cutCalls() {
        return GoldenReplay.messages().filter(folder -> CUT_CALLS.contains(folder.toString()));
    }

    static Stream<GoldenFolder> errors() {
        return GoldenReplay.errors();
    }

    @BeforeAll
    static void readAll() throws Exception {
        NpmFolder sdk = NpmFolder.install("anthropic-sdk");
        try (GoldenReplay replay = new GoldenReplay(folder)) {
            results = Json.read(sdk.node("golden.js", cases(replay).toString()));
        }
    }

    private static ArrayNode cases(GoldenReplay replay) {
        ArrayNode cases = Json.MAPPER.createArrayNode();
        GoldenReplay.folders().forEach(folder -> {
            GoldenReplay.Target target = replay.target(folder);
            var one = cases.addObject()
                    .put("folder", folder.toString())
                    .put("baseURL", target.proxy().url().toString())
                    .put("apiKey", target.key());
            one.putObject("headers").put(GoldenReplay.FOLDER_HEADER, folder.toString());
            one.set("request", GoldenReplay.request(folder));
        });
        return cases;
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsTheMessage(GoldenFolder folder) {
        assertIsMessage(folder, results.path(folder.toString()).path("whole"));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void readsTheStream(GoldenFolder folder) {
        assertIsMessage(folder, results.path(folder.toString()).path("streamed"));
    }

    @ParameterizedTest
    @MethodSource("cutCalls")
    void readsThatACallWasCut(GoldenFolder folder) {
        JsonNode message = results.path(folder.toString()).path("streamed").path("message");

        assertThat(message.path("stop_reason").asText()).isEqualTo("max_tokens");
        assertThat(message.path("content").findValues("input")).containsExactly(GoldenFolder.parse("{\"file_path\":\"a\"}"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void throwsTheErrorOfTheMessage(GoldenFolder folder) {
        JsonNode result = results.path(folder.toString()).path("whole");
        assertIsError(folder, result);
        assertThat(result.has("status")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void throwsTheErrorOfTheStream(GoldenFolder folder) {
        assertIsError(folder, results.path(folder.toString()).path("streamed"));
    }

    private static void assertIsMessage(GoldenFolder folder, JsonNode result) {
        assertThat(result.has("message")).as(result.toString()).isTrue();
        new ExpectedAnswer(folder).assertIsMessage(result.path("message"));
    }

    /** An error without a status is one that has come as an event. */
    private static void assertIsError(GoldenFolder folder, JsonNode result) {
        ExpectedAnswer expected = new ExpectedAnswer(folder);
        expected.assertIsError(result.path("body"));
        assertThat(result.path("type")).isEqualTo(result.path("body").path("error").path("type"));
        assertThat(result.path("name").asText()).isEqualTo(result.has("status") ? expected.errorName() + "Error" : "APIError");
        if (result.has("status") && folder.settings().has("clientStatus")) {
            assertThat(result.path("status")).isEqualTo(folder.settings().path("clientStatus"));
        }
    }
}
