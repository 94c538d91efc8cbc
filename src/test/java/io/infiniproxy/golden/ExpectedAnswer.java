package io.infiniproxy.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an official SDK must make of the answer of a folder. */
record ExpectedAnswer(GoldenFolder folder) {
    /** Members that the tests of one translation fix, and that the proxy makes anew for every answer. */
    private static final Set<String> OF_ONE_ANSWER = Set.of("id", "signature");

    private static final List<String> MEMBERS =
            List.of("role", "model", "content", "stop_reason", "stop_sequence", "stop_details");

    /** What the SDKs call the error of a type; Java adds Exception to it, and npm Error. */
    private static final Map<String, String> NAMES = Map.of(
            "invalid_request_error", "BadRequest",
            "billing_error", "PaymentRequired",
            "permission_error", "PermissionDenied",
            "not_found_error", "NotFound",
            "conflict_error", "Conflict",
            "request_too_large", "ContentTooLarge",
            "rate_limit_error", "RateLimit",
            "api_error", "InternalServer",
            "timeout_error", "GatewayTimeout",
            "overloaded_error", "Overloaded");

    /** Fails unless {@code actual}, a message of the SDK's as JSON, is that of the folder. */
    void assertIsMessage(JsonNode actual) {
        JsonNode expected = GoldenFolder.parse(folder.text("message.json"));

        assertThat(actual.path("content").findValuesAsText("signature")).doesNotContain("");
        for (String member : MEMBERS) {
            assertThat(comparable(actual.path(member))).as(member).isEqualTo(comparable(expected.path(member)));
        }
        if (!isEstimated(expected.path("usage"))) {
            assertThat(comparable(actual.path("usage"))).isEqualTo(comparable(expected.path("usage")));
        }
    }

    /** Fails unless {@code body}, that of an error of the SDK's, tells the error of the folder. */
    void assertIsError(JsonNode body) {
        assertThat(body.path("error")).isEqualTo(error());
    }

    /** Returns the beginning of the name of the SDK's error, for one that comes before any event. */
    String errorName() {
        return NAMES.get(error().path("type").asText());
    }

    private JsonNode error() {
        return GoldenFolder.parse(folder.text("error.json")).path("error");
    }

    /** The figures that stand where the backend gives none; the proxy counts. */
    private static boolean isEstimated(JsonNode usage) {
        return usage.path("input_tokens").asInt() == 10 && usage.path("output_tokens").asInt() == 5;
    }

    /** Without what is new in every answer and the nulls that an SDK adds; numbers by their value, as JavaScript has them. */
    private static JsonNode comparable(JsonNode tree) {
        JsonNode copy = GoldenFolder.parse(tree.isMissingNode() ? "null" : tree.toString());
        normalize(copy);
        return copy;
    }

    private static void normalize(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            object.remove(OF_ONE_ANSWER);
            object.properties().removeIf(member -> member.getValue().isNull());
            object.properties().stream()
                    .filter(member -> member.getValue().isNumber())
                    .forEach(member -> member.setValue(DoubleNode.valueOf(member.getValue().doubleValue())));
        }
        tree.forEach(ExpectedAnswer::normalize);
    }
}
