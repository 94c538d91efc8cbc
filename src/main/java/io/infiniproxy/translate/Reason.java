package io.infiniproxy.translate;

/**
 * Why something of a request was changed or dropped, in English; {@code {0}} stands for what a change has of its own. The page has
 * the same in Chinese, by these names, in {@code reasons_zh.properties}.
 */
public enum Reason {
    MAX_TOKENS_RAISED("Raised from 0 to 1: no backend takes 0"),
    MAX_TOKENS_LOWERED("Lowered from {0} to {1}, the most that the backend takes"),
    NOT_TAKEN("The backend does not take it for this model"),
    NO_STOP_SEQUENCES("The backend takes none: this one is enforced by the proxy"),
    FEW_STOP_SEQUENCES("The backend takes only {0}: this one is enforced by the proxy"),
    LONE_SURROGATES("Halves of characters became U+FFFD: strict parsers refuse the whole request"),
    NO_CONTEXT_MANAGEMENT("Only Anthropic's servers clear and compact conversations"),
    NO_CONTAINERS("Only Anthropic's servers have containers"),
    NO_MCP_SERVERS("Only Anthropic's servers call these: the model has no tool of theirs"),
    NO_CITATIONS("Chat Completions takes no citations"),
    MARK_NOT_ON_TEXT("Marks for the cache can stand on texts of messages only"),
    NOTHING_LIKE_IT("Chat Completions has nothing like it"),
    TOOL_WITHOUT_NAME("A tool without a name cannot be called"),
    SYSTEM_TAKES_TEXTS("Only texts are taken in the system prompt"),
    MARK_ON_LAST_ANSWER("The conversation ends with an answer, which bears no mark"),
    SYSTEM_ONLY_FIRST("The backend takes system messages only at the start"),
    NOTHING_LEFT("Nothing is left of this turn that the backend takes"),
    OTHER_CALL_ID("The backend takes other ids: call and result have a new one"),
    RESULT_REPLACED("A result after it answers the same call"),
    NO_RESULT("Every call needs a result: a line says that there is none"),
    PREFILLED("The beginning of the answer, as the backend is told to go on with it"),
    NOT_FOR_THE_MODEL("A line for billing is not meant for a model, and would defeat prefix caches"),
    SCHEMA_IN_WORDS("The backend knows no schema for answers: it is told in words"),
    NO_WEB_SEARCH("The backend has no web search, and the model is told so"),
    THINKING_NOT_WANTED("The backend does not want this answer's thinking back"),
    OTHER_MODELS_THINKING("It is another model's"),
    NO_EFFORT("The backend is told no effort for this model"),
    OTHER_EFFORT("The backend is told the effort {0}"),
    NO_BUDGET("Chat Completions has no budget for thinking"),
    EFFORT_FOR_BUDGET("Chat Completions has no budget for thinking; the effort is {0}"),
    NO_THINKING_SWITCH("The backend is not told whether to think: it does as it does"),
    TOOL_OF_EARLIER_CALL("The backend wants the tools of earlier calls, and none is offered"),
    NO_CALL_BEFORE("No call before it has this id: it is told as the user's text"),
    IMAGE_UNSEEN("The model cannot see images; a line says that there was one"),
    MOVED_OUT_OF_RESULT("The backend takes only texts in results: it stands in the next user message"),
    IMAGE_UNREADABLE("Its source cannot be read here; a line says that there was one"),
    NO_IS_ERROR("Chat Completions has no is_error: it is told in words"),
    RESULT_WITHOUT_TEXT("Some backends refuse a result without text: a line says that there was none"),
    TOOL_NAMED_TWICE("A tool before it has the same name"),
    BACKEND_SEARCHES("The backend searches by itself, before it answers"),
    ANTHROPIC_RUNS_IT("Only Anthropic's servers run this tool"),
    ANTHROPIC_KNOWS_IT("Only Anthropic's models know this type: it goes out as a function"),
    NOT_STRICT("The backend does not take it, or not with this schema"),
    NAME_CUT("Backends take 64 letters, digits, _ and -: it is cut, and ends in a hash"),
    DESCRIPTION_CUT("Cut from {0} characters to {1}, the most that the backend takes"),
    EXAMPLES_IN_DESCRIPTION("Chat Completions has no examples: they end the description"),
    NO_TOOL_LEFT("No tool is left that could be chosen"),
    NOT_FORCED_WHILE_THINKING("The backend takes no forced tool while the model thinks: it is auto"),
    CHOSEN_TOOL_NOT_OFFERED("The tool that it names is not offered"),
    NO_PARALLEL_TOOL_CALLS("The backend does not take parallel_tool_calls"),
    TOLD_NONE("The backend is told none"),
    SESSION_AS_CACHE_KEY("A hash of the session goes out as prompt_cache_key"),
    NAMES_THE_ACCOUNT("It names the account, which is not the backend's business"),
    TOO_MANY_TOOLS("The backend takes only {0} tools"),
    TEXT_ONLY_HERE("Only texts are taken here; a line says that there was an image"),
    WHITE_SPACE("Backends refuse texts of nothing but white space"),
    BLOCK_IN_WORDS("Chat Completions has no such block: it is told in words"),
    BLOCK_WITHOUT_TEXT("A block of this type has no text"),
    ONLY_ANTHROPIC_READS("Only Anthropic's servers can read it"),
    NO_PLACE("Chat Completions has no place for it in this turn"),
    DOCUMENT_NOT_SENT("The backend cannot be sent it; a line says that there was one"),
    SAME_CALL_ID("A call before it has the same id"),
    TEXT_BEFORE_CALLS("Texts stand before the calls of their message"),
    MARK_NOT_USERS("Only what the user says bears marks for the cache"),
    NO_CACHE_MARKS("The backend takes no marks for its cache"),
    KEYWORD_REFUSED("Removed, as backends refuse it: {0}"),
    KEYWORD_REWRITTEN("Written in the way that backends take: {0}"),
    LEARNED_REMOVE("The backend has refused it for this model before: it is left out"),
    LEARNED_RENAME("The backend has refused it for this model before: it goes out as {0}"),
    LEARNED_LIMIT("The backend has refused it for this model before: it is {0} at most");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    /** Returns a sentence without an end. */
    public String words() {
        return words;
    }
}
