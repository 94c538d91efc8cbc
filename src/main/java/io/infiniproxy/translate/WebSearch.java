package io.infiniproxy.translate;

import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.anthropic.Tool;

/**
 * A request whose only purpose is a web search that Anthropic's servers would do, as Claude Code's WebSearch makes it.
 *
 * @see <a href="https://platform.claude.com/docs/en/agents-and-tools/tool-use/web-search-tool">Web search tool</a>
 * @see <a href="https://github.com/router-for-me/CLIProxyAPI/issues/364">CLIProxyAPI#364: without it, the model makes results
 *     up</a>
 */
final class WebSearch {
    /** For a model that is asked to search and cannot. */
    static final String NOT_AVAILABLE = "No web search is available here: say that, and do not make up results.";

    private static final String TYPE = "web_search_";

    private WebSearch() {}

    /** Whether the request offers a web search, and no tool that a backend could call. */
    static boolean isAllThatIsOffered(MessagesRequest request) {
        boolean offersSearch = false;
        for (Tool tool : request.tools()) {
            if (tool.isRunByClient()) {
                return false;
            }
            offersSearch |= is(tool);
        }
        return offersSearch;
    }

    static boolean is(Tool tool) {
        return !tool.isRunByClient() && tool.type().startsWith(TYPE);
    }
}
