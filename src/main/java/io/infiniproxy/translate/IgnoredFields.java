package io.infiniproxy.translate;

import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.translate.Change.Kind;

/** Notes what a request holds and nothing acts on. */
final class IgnoredFields {
    private IgnoredFields() {}

    static void note(MessagesRequest request, Changes changes) {
        for (String path : request.ignored()) {
            note(path, changes);
        }
        if (request.hadLoneSurrogates()) {
            changes.note(Kind.SURROGATES, "body", "Halves of characters became U+FFFD: strict parsers refuse the whole request");
        }
    }

    private static void note(String path, Changes changes) {
        switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "context_management" ->
                changes.note(Kind.CONTEXT_MANAGEMENT, path, "Only Anthropic's servers clear and compact conversations");
            case "container" -> changes.note(Kind.CONTAINER, path, "Only Anthropic's servers have containers");
            case "mcp_servers" ->
                changes.note(Kind.MCP_SERVERS, path, "Only Anthropic's servers call these: the model has no tool of theirs");
            case "citations" -> changes.note(Kind.CITATIONS, path, "Chat Completions takes no citations");
            case "cache_control" -> changes.note(Kind.CACHE_CONTROL, path, "Marks for the cache can stand on texts of messages only");
            default -> noteOther(path, changes);
        }
    }

    private static void noteOther(String path, Changes changes) {
        if (!path.endsWith("]")) {
            Kind kind = path.startsWith("metadata.") ? Kind.METADATA : Kind.UNKNOWN_FIELD;
            changes.note(kind, path, "Chat Completions has nothing like it");
        } else if (path.startsWith("tools[")) {
            changes.note(Kind.TOOL_WITHOUT_NAME, path, "A tool without a name cannot be called");
        } else {
            changes.note(Kind.SYSTEM_BLOCK, path, "Only texts are taken in the system prompt");
        }
    }
}
