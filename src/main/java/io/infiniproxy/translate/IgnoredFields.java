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
            changes.note(Kind.SURROGATES, "body", Reason.LONE_SURROGATES);
        }
    }

    private static void note(String path, Changes changes) {
        switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "context_management" ->
                changes.note(Kind.CONTEXT_MANAGEMENT, path, Reason.NO_CONTEXT_MANAGEMENT);
            case "container" -> changes.note(Kind.CONTAINER, path, Reason.NO_CONTAINERS);
            case "mcp_servers" ->
                changes.note(Kind.MCP_SERVERS, path, Reason.NO_MCP_SERVERS);
            case "citations" -> changes.note(Kind.CITATIONS, path, Reason.NO_CITATIONS);
            case "cache_control" -> changes.note(Kind.CACHE_CONTROL, path, Reason.MARK_NOT_ON_TEXT);
            default -> noteOther(path, changes);
        }
    }

    private static void noteOther(String path, Changes changes) {
        if (!path.endsWith("]")) {
            Kind kind = path.startsWith("metadata.") ? Kind.METADATA : Kind.UNKNOWN_FIELD;
            changes.note(kind, path, Reason.NOTHING_LIKE_IT);
        } else if (path.startsWith("tools[")) {
            changes.note(Kind.TOOL_WITHOUT_NAME, path, Reason.TOOL_WITHOUT_NAME);
        } else {
            changes.note(Kind.SYSTEM_BLOCK, path, Reason.SYSTEM_TAKES_TEXTS);
        }
    }
}
