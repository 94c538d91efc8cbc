package io.infiniproxy.profile;

import java.util.List;

/**
 * What a backend takes where backends differ. {@code resources/profiles/default.properties} explains every flag; a component
 * has the flag's name, an enum's constants are its values in capitals.
 */
public record BackendProfile(
        MaxTokensField maxTokensField,
        int maxOutputTokens,
        boolean temperature,
        boolean topP,
        boolean topK,
        int maxStopSequences,
        List<String> reasoningEffort,
        ThinkingSwitch thinkingSwitch,
        boolean toolsWithoutReasoning,
        boolean forcedToolWhileThinking,
        ReasoningField reasoningField,
        ReasoningReplay reasoningReplay,
        boolean reasoningRequired,
        boolean thoughtSignatures,
        boolean thinkTags,
        InlineSystem inlineSystem,
        boolean images,
        boolean toolImages,
        boolean documents,
        ToolIds toolIds,
        Prefill prefill,
        int maxTools,
        int maxToolDescription,
        boolean parallelToolCalls,
        boolean toolsFromHistory,
        WebSearchField webSearch,
        boolean strict,
        SchemaKeywords schemaKeywords,
        StructuredOutputs structuredOutputs,
        boolean serviceTier,
        boolean promptCacheKey,
        boolean cacheControl) {

    /** How the limit of the answer is called. */
    public enum MaxTokensField {
        MAX_TOKENS,
        MAX_COMPLETION_TOKENS
    }

    /** How thinking is switched on and off. */
    public enum ThinkingSwitch {
        NO,
        THINKING,
        ENABLE_THINKING,
        TEMPLATE
    }

    /** The member that holds reasoning. */
    public enum ReasoningField {
        REASONING_CONTENT,
        REASONING,
        REASONING_DETAILS
    }

    /** Which earlier answers go back with their reasoning. */
    public enum ReasoningReplay {
        NONE,
        TOOL_TURNS,
        ALL
    }

    /** What becomes of system messages in the middle of a conversation. */
    public enum InlineSystem {
        KEEP,
        FOLD,
        USER
    }

    /** Which ids of tool calls are taken. */
    public enum ToolIds {
        ANY,
        MAX40,
        ALPHANUMERIC9
    }

    /** How the backend is told to go on with the last message. */
    public enum Prefill {
        LEAVE,
        PREFIX,
        CONTINUE_FINAL_MESSAGE
    }

    /** The member that makes the backend search the web. */
    public enum WebSearchField {
        NONE,
        WEB_SEARCH_OPTIONS,
        PLUGINS
    }

    /** Which keywords of JSON Schema are taken. */
    public enum SchemaKeywords {
        ALL,
        BASIC
    }

    /** What {@code response_format} knows. */
    public enum StructuredOutputs {
        JSON_SCHEMA,
        JSON_OBJECT,
        NONE
    }
}
