package io.infiniproxy.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a backend gives along with its reasoning and wants back as it is: signatures, and reasoning that only itself can read.
 * Not thread-safe.
 *
 * @see <a href="https://openrouter.ai/docs/use-cases/reasoning-tokens">OpenRouter: reasoning_details</a>
 * @see <a href="https://ai.google.dev/gemini-api/docs/thought-signatures">Gemini: thought signatures</a>
 */
final class ReasoningState {
    private static final String DETAILS = "reasoning_details";
    private static final String EXTRA_CONTENT = "extra_content";
    private static final List<String> TEXTS = List.of("text", "summary", "data");

    private final List<ObjectNode> details = new ArrayList<>();
    private final Map<String, JsonNode> extraContents = new LinkedHashMap<>();

    /** Returns what {@link #toJson} has made; what is of another form is left out. */
    static ReasoningState of(JsonNode json) {
        ReasoningState state = new ReasoningState();
        state.addDetails(json.path(DETAILS));
        json.path(EXTRA_CONTENT).properties().forEach(call -> state.addExtraContent(call.getKey(), call.getValue()));
        return state;
    }

    /** Adds details in their order; the pieces of a streamed one, which are known by its index, become one again. */
    void addDetails(Iterable<JsonNode> added) {
        for (JsonNode detail : added) {
            if (detail instanceof ObjectNode piece) {
                details.stream()
                        .filter(begun -> isContinuedBy(piece, begun))
                        .findFirst()
                        .ifPresentOrElse(begun -> join(begun, piece), () -> details.add(piece.deepCopy()));
            }
        }
    }

    private static boolean isContinuedBy(ObjectNode piece, ObjectNode begun) {
        boolean otherId = begun.hasNonNull("id") && piece.hasNonNull("id") && !begun.get("id").equals(piece.get("id"));
        return piece.hasNonNull("index")
                && piece.get("index").equals(begun.get("index"))
                && piece.path("type").equals(begun.path("type"))
                && !otherId;
    }

    private static void join(ObjectNode begun, ObjectNode piece) {
        piece.properties().forEach(member -> {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (TEXTS.contains(name) && value.isTextual() && begun.path(name).isTextual()) {
                begun.put(name, begun.get(name).textValue() + value.textValue());
            } else if (!value.isNull()) {
                begun.set(name, value);
            }
        });
    }

    /** Adds what came beside a call. */
    void addExtraContent(String toolUseId, JsonNode extraContent) {
        extraContents.put(toolUseId, extraContent);
    }

    boolean isEmpty() {
        return details.isEmpty() && extraContents.isEmpty();
    }

    /** Returns {@code reasoning_details}, in their order. */
    List<ObjectNode> details() {
        return details;
    }

    /** Returns the {@code extra_content} of calls, by the calls' ids. */
    Map<String, JsonNode> extraContents() {
        return extraContents;
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (!details.isEmpty()) {
            json.putArray(DETAILS).addAll(details);
        }
        if (!extraContents.isEmpty()) {
            json.putObject(EXTRA_CONTENT).setAll(extraContents);
        }
        return json;
    }
}
