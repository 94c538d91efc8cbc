package io.infiniproxy.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.JsonText;

/**
 * A model's reasoning under the names that backends give it: {@code reasoning_content} (DeepSeek, Kimi, GLM, llama.cpp),
 * {@code reasoning} (vLLM, OpenRouter), {@code reasoning_details} (OpenRouter) or a {@code thinking} part of the content
 * (Mistral). OpenRouter sends the same text under two names: only the first that is found counts.
 *
 * @see <a href="https://openrouter.ai/docs/use-cases/reasoning-tokens">OpenRouter: reasoning tokens</a>
 */
final class ReasoningText {
    private ReasoningText() {}

    /** Returns the reasoning of a delta or message, or null when there is none. */
    static String of(JsonNode delta) {
        String text = JsonText.of(delta.path("reasoning_content"));
        if (isMissing(text)) {
            text = JsonText.of(delta.path("reasoning"));
        }
        if (isMissing(text) && delta.path("reasoning_details").isArray()) {
            text = details(delta.path("reasoning_details"));
        }
        if (isMissing(text) && delta.path("content").isArray()) {
            text = ContentText.joined(delta.path("content"), "thinking");
        }
        return text;
    }

    private static boolean isMissing(String text) {
        return text == null || text.isEmpty();
    }

    private static String details(JsonNode details) {
        StringBuilder text = new StringBuilder();
        for (JsonNode detail : details) {
            text.append(detail.path("text").asText(detail.path("summary").asText("")));
        }
        return text.isEmpty() ? null : text.toString();
    }
}
