package io.infiniproxy.translate;

import io.infiniproxy.anthropic.Usage;
import io.infiniproxy.openai.CompletionUsage;

/** Usage as the Messages API counts it: cached tokens are not part of {@code input_tokens}. */
final class UsageTranslator {
    private UsageTranslator() {}

    static Usage translateBack(CompletionUsage usage) {
        long uncached = usage.promptTokens() - usage.cachedTokens() - usage.cacheWriteTokens();
        return new Usage(
                Math.max(0, uncached),
                usage.cacheWriteTokens(),
                usage.cachedTokens(),
                usage.completionTokens(),
                usage.reasoningTokens());
    }
}
