package io.infiniproxy.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.anthropic.Attribution;
import io.infiniproxy.anthropic.ContentBlock;
import io.infiniproxy.anthropic.ContentBlock.DocumentBlock;
import io.infiniproxy.anthropic.ContentBlock.ImageBlock;
import io.infiniproxy.anthropic.ContentBlock.RedactedThinkingBlock;
import io.infiniproxy.anthropic.ContentBlock.SearchResultBlock;
import io.infiniproxy.anthropic.ContentBlock.Source;
import io.infiniproxy.anthropic.ContentBlock.TextBlock;
import io.infiniproxy.anthropic.ContentBlock.ThinkingBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolReferenceBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolResultBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolUseBlock;
import io.infiniproxy.anthropic.ContentBlock.UnknownBlock;
import io.infiniproxy.anthropic.MessageParam;
import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.anthropic.Tool;
import io.infiniproxy.json.EmbeddedJson;
import java.util.concurrent.CompletableFuture;

/**
 * Counts tokens with the vocabulary of OpenAI's newer models. Other models cut texts otherwise, so for them this is an
 * estimate. The vocabulary is loaded when it is first needed. Threadsafe.
 */
public final class TokenCounter {
    /** What the messages' frame costs: role, separators. */
    private static final long MESSAGE_TOKENS = 4;

    private static final long TOOL_TOKENS = 8;

    private static final long PDF_TOKENS = 3000;

    /** Loads the vocabulary once, on first use, and on a thread of its own: that takes a while, in which requests need theirs. */
    private static final class Loaded {
        static final CompletableFuture<BytePairs> BYTE_PAIRS = CompletableFuture.supplyAsync(
                () -> new BytePairs(Vocabulary.read()),
                load -> Thread.ofPlatform().name("load-vocabulary").daemon().start(load));
    }

    /** Returns the tokens of a text. */
    public long count(CharSequence text) {
        String whole = text == null ? "" : text.toString();
        return whole.isEmpty() ? 0 : Loaded.BYTE_PAIRS.join().count(whole);
    }

    /** Returns the tokens of the whole input of a request: system, messages and tools. */
    public long count(MessagesRequest request) {
        return sum(request, this::count);
    }

    /** Returns about how many tokens a request has, fast enough for every request. */
    public long estimate(MessagesRequest request) {
        return sum(request, TokenGuess::of);
    }

    private interface TextTokens {
        long of(CharSequence text);
    }

    private static long sum(MessagesRequest request, TextTokens tokens) {
        long sum = 0;
        for (String text : request.system()) {
            String sent = Attribution.without(text);
            sum += sent.isEmpty() ? 0 : MESSAGE_TOKENS + tokens.of(sent);
        }
        for (MessageParam message : request.messages()) {
            sum += MESSAGE_TOKENS + sum(message.content(), tokens);
        }
        for (Tool tool : request.tools()) {
            sum += TOOL_TOKENS + tokens.of(tool.name()) + tokens.of(tool.description());
            sum += tool.inputSchema() == null ? 0 : tokens.of(new EmbeddedJson(tool.inputSchema()));
            for (JsonNode example : tool.inputExamples()) {
                sum += tokens.of(new EmbeddedJson(example));
            }
        }
        return sum;
    }

    private static long sum(Iterable<ContentBlock> blocks, TextTokens tokens) {
        long sum = 0;
        for (ContentBlock block : blocks) {
            sum += of(block, tokens);
        }
        return sum;
    }

    private static long of(ContentBlock block, TextTokens tokens) {
        return switch (block) {
            case TextBlock(CharSequence text) -> tokens.of(text);
            case ImageBlock image -> ImageTokens.of(image);
            case DocumentBlock document -> tokens.of(document.title())
                    + tokens.of(document.context())
                    + of(document.source(), tokens)
                    + sum(document.content(), tokens);
            case SearchResultBlock result -> tokens.of(result.title())
                    + tokens.of(result.source())
                    + sum(result.content(), tokens);
            case ToolUseBlock tool -> TOOL_TOKENS + tokens.of(tool.name()) + tokens.of(tool.input());
            case ToolResultBlock result -> TOOL_TOKENS + sum(result.content(), tokens);
            case ToolReferenceBlock(String name) -> tokens.of(name);
            case ThinkingBlock thinking -> tokens.of(thinking.thinking());
            case RedactedThinkingBlock redacted -> 0;
            case UnknownBlock(String type, String text) -> tokens.of(text);
        };
    }

    private static long of(Source source, TextTokens tokens) {
        return switch (source) {
            case Source.TextSource(String text) -> tokens.of(text);
            case null -> 0;
            default -> PDF_TOKENS;
        };
    }
}
