package io.infiniproxy.openai;

import java.util.Locale;

/**
 * What a backend takes where backends differ.
 *
 * @param maxTokensField {@code max_tokens} or {@code max_completion_tokens}
 * @param samplingParameters whether {@code temperature}, {@code top_p} and {@code stop} may be sent
 * @param reasoningEffort whether {@code reasoning_effort} may be sent
 * @param replayReasoning whether earlier {@code reasoning_content} is sent back with tool calls
 */
public record Dialect(
        String maxTokensField, boolean samplingParameters, boolean reasoningEffort, boolean replayReasoning) {

    private static final Dialect COMMON = new Dialect("max_tokens", true, false, false);

    /**
     * OpenAI's reasoning models.
     *
     * @see <a href="https://platform.openai.com/docs/guides/reasoning">OpenAI: reasoning models</a>
     */
    private static final Dialect OPENAI_REASONING = new Dialect("max_completion_tokens", false, true, false);

    /**
     * Models that demand their own reasoning back while tools are in use.
     *
     * @see <a href="https://api-docs.deepseek.com/guides/thinking_mode">DeepSeek: thinking mode</a>
     */
    private static final Dialect REPLAYING = new Dialect("max_tokens", true, false, true);

    /** Guesses by the model's name, with or without a provider in front ({@code openai/gpt-5}). */
    public static Dialect ofModel(String model) {
        String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (name.matches("(o[1-9]|gpt-[5-9]).*")) {
            return OPENAI_REASONING;
        }
        return name.matches("(deepseek|kimi|moonshot|glm|mimo).*") ? REPLAYING : COMMON;
    }
}
