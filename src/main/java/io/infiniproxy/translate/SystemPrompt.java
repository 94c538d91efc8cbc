package io.infiniproxy.translate;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.anthropic.Attribution;
import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.profile.BackendProfile;
import io.infiniproxy.profile.BackendProfile.StructuredOutputs;
import io.infiniproxy.profile.BackendProfile.WebSearchField;
import io.infiniproxy.translate.Change.Kind;

/**
 * The text of the first message.
 *
 * @see <a href="https://github.com/musistudio/claude-code-router/issues/509">claude-code-router#509: Mistral takes a string
 *     only</a>
 */
final class SystemPrompt {
    private SystemPrompt() {}

    /** Returns the text; empty when there is nothing to say. */
    static String of(MessagesRequest request, BackendProfile profile, Changes changes) {
        JoinedText prompt = new JoinedText("\n\n");
        for (String text : request.system()) {
            prompt.addUnlessBlank(withoutAttribution(text, changes));
        }
        prompt.addUnlessBlank(schema(request.outputSchema(), profile, changes));
        prompt.addUnlessBlank(webSearch(request, profile, changes));
        return prompt.text().toString();
    }

    private static String withoutAttribution(String text, Changes changes) {
        if (Attribution.isIn(text)) {
            changes.note(Kind.ATTRIBUTION, "system", Reason.NOT_FOR_THE_MODEL);
        }
        return Attribution.without(text);
    }

    /** A backend whose {@code response_format} knows no schema is told it in words. */
    private static String schema(JsonNode schema, BackendProfile profile, Changes changes) {
        if (schema == null || profile.structuredOutputs() == StructuredOutputs.JSON_SCHEMA) {
            return "";
        }
        changes.note(Kind.OUTPUT_FORMAT, "output_config.format", Reason.SCHEMA_IN_WORDS);
        return "Answer with one JSON value only, without a code fence, that fits this JSON Schema:\n" + schema;
    }

    /** Asked to search and left without a search, models make results up. */
    private static String webSearch(MessagesRequest request, BackendProfile profile, Changes changes) {
        if (profile.webSearch() != WebSearchField.NONE || !WebSearch.isAllThatIsOffered(request)) {
            return "";
        }
        changes.note(Kind.WEB_SEARCH, "tools", Reason.NO_WEB_SEARCH);
        return WebSearch.NOT_AVAILABLE;
    }
}
