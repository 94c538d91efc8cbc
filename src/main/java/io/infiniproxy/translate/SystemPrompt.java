package io.infiniproxy.translate;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.profile.BackendProfile;
import io.infiniproxy.profile.BackendProfile.StructuredOutputs;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text of the first message.
 *
 * @see <a href="https://github.com/musistudio/claude-code-router/issues/509">claude-code-router#509: Mistral takes a string
 *     only</a>
 */
final class SystemPrompt {
    /** A line of Claude Code that is not meant for a model, and changes: it would defeat prefix caches. */
    private static final String ATTRIBUTION = "x-anthropic-billing-header:";

    private SystemPrompt() {}

    /** Returns the text; empty when there is nothing to say. */
    static String of(MessagesRequest request, BackendProfile profile) {
        Stream<String> texts = request.system().stream().map(SystemPrompt::withoutAttribution);
        return Stream.concat(texts, Stream.of(schema(request.outputSchema(), profile)))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n\n"));
    }

    private static String withoutAttribution(String text) {
        if (!text.startsWith(ATTRIBUTION)) {
            return text;
        }
        int end = text.indexOf('\n');
        return end < 0 ? "" : text.substring(end).stripLeading();
    }

    /** A backend whose {@code response_format} knows no schema is told it in words. */
    private static String schema(JsonNode schema, BackendProfile profile) {
        return schema == null || profile.structuredOutputs() == StructuredOutputs.JSON_SCHEMA
                ? ""
                : "Answer with one JSON value only, without a code fence, that fits this JSON Schema:\n" + schema;
    }
}
