package io.infiniproxy.translate;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something of a Messages request that its translation changed or dropped. It tells what and why, and nothing of what the
 * request says: it may be logged.
 *
 * @param path where it stands in the Messages request, {@code messages[3].content[1]}
 * @param values what the reason's words have for {@code {0}}, {@code {1}}
 */
public record Change(Kind kind, String path, Reason why, List<String> values) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)}");

    /** Returns the reason as a sentence, in English. */
    public String reason() {
        return reason(why.words());
    }

    /** Returns the reason in these words, which are another language's, with the values filled in. */
    public String reason(String words) {
        return PLACEHOLDER
                .matcher(words)
                .replaceAll(found -> Matcher.quoteReplacement(values.get(Integer.parseInt(found.group(1)))));
    }

    /** What became of it. */
    public enum Action {
        /** It reaches the backend in no form, or as a line that says that it was there. */
        DROPPED,
        /** It reaches the backend in another form than Chat Completions has for it. */
        CHANGED;

        /** Returns {@code dropped} or {@code changed}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What was changed or dropped. The ids are counted by: they stay as they are. */
    public enum Kind {
        // members of the request
        UNKNOWN_FIELD(Action.DROPPED),
        CONTEXT_MANAGEMENT(Action.DROPPED),
        CONTAINER(Action.DROPPED),
        MCP_SERVERS(Action.DROPPED),
        METADATA(Action.DROPPED),
        USER_ID(Action.CHANGED),
        SERVICE_TIER(Action.DROPPED),
        SPEED(Action.DROPPED),
        TEMPERATURE(Action.DROPPED),
        TOP_P(Action.DROPPED),
        TOP_K(Action.DROPPED),
        MAX_TOKENS(Action.CHANGED),
        STOP_SEQUENCES(Action.CHANGED),
        OUTPUT_FORMAT(Action.CHANGED),
        EFFORT(Action.CHANGED),
        EFFORT_DROPPED(Action.DROPPED),
        THINKING_BUDGET(Action.CHANGED),
        THINKING_SWITCH(Action.DROPPED),
        SURROGATES(Action.CHANGED),
        CACHE_CONTROL(Action.DROPPED),
        LEARNED_EDIT(Action.CHANGED),
        // the conversation
        ATTRIBUTION(Action.DROPPED),
        SYSTEM_BLOCK(Action.DROPPED),
        INLINE_SYSTEM(Action.CHANGED),
        PREFILL(Action.CHANGED),
        EMPTY_TURN(Action.DROPPED),
        BLANK_TEXT(Action.DROPPED),
        CITATIONS(Action.DROPPED),
        UNKNOWN_BLOCK(Action.DROPPED),
        MISPLACED_BLOCK(Action.DROPPED),
        BLOCK_AS_TEXT(Action.CHANGED),
        IMAGE(Action.DROPPED),
        DOCUMENT(Action.DROPPED),
        THINKING(Action.DROPPED),
        REDACTED_THINKING(Action.DROPPED),
        TEXT_AFTER_CALL(Action.CHANGED),
        // calls and results
        TOOL_CALL_ID(Action.CHANGED),
        DUPLICATE_CALL(Action.DROPPED),
        DUPLICATE_RESULT(Action.DROPPED),
        ORPHAN_RESULT(Action.CHANGED),
        MISSING_RESULT(Action.CHANGED),
        EMPTY_RESULT(Action.CHANGED),
        ERROR_RESULT(Action.CHANGED),
        RESULT_MEDIA(Action.CHANGED),
        // tools
        SERVER_TOOL(Action.DROPPED),
        WEB_SEARCH(Action.CHANGED),
        DEFINED_TOOL(Action.CHANGED),
        TOOL_WITHOUT_NAME(Action.DROPPED),
        DUPLICATE_TOOL(Action.DROPPED),
        TOOL_LIMIT(Action.DROPPED),
        TOOL_FROM_HISTORY(Action.CHANGED),
        TOOL_NAME(Action.CHANGED),
        TOOL_DESCRIPTION(Action.CHANGED),
        INPUT_EXAMPLES(Action.CHANGED),
        SCHEMA_KEYWORD(Action.DROPPED),
        SCHEMA(Action.CHANGED),
        STRICT(Action.DROPPED),
        TOOL_CHOICE(Action.CHANGED),
        TOOL_CHOICE_DROPPED(Action.DROPPED),
        PARALLEL_TOOL_USE(Action.DROPPED);

        private final Action action;

        Kind(Action action) {
            this.action = action;
        }

        public Action action() {
            return action;
        }

        /** Returns the name in snake_case. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
