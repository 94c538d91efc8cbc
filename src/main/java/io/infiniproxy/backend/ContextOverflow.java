package io.infiniproxy.backend;

import io.infiniproxy.openai.ChatCompletionChunk.BackendError;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What backends say when a request holds more tokens than the model takes, in the words by which Claude Code recovers: it
 * compacts the conversation, or asks for a shorter answer. Only numbers that stand in a known phrase are believed: a message may
 * hold others, such as dates and parts of model names.
 *
 * @see <a href="https://code.claude.com/docs/en/errors">What Claude Code does with errors</a>
 * @see <a href="https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues/546">LM Studio's words</a>
 * @see <a href="https://github.com/QwenLM/Qwen3/issues/1321">SGLang's words</a>
 */
final class ContextOverflow {
    private static final Pattern WORDS = Pattern.compile(
            "context_length_exceeded|maximum context length|exceeds? the (model's )?(maximum )?context|context (window|size|length)"
                    + " (is )?exceeded|exceeds the available context|exceed_context_size_error|exceeds the maximum number of tokens"
                    + "|input is too long|too many tokens|prompt token count of \\d+ exceeds|max_prompt_tokens_exceeded"
                    + "|exceeded max_prompt_tokens|prompt is too long|model_context_window_exceeded|exceeded model token limit"
                    + "|prompt exceeds max length|range of input length should be|maximum prompt length is"
                    + "|longer than the model's context length|exceeds the maximum allowed length|exceed the configured limit"
                    + "|`max_new_tokens` must be|`inputs` must have less than|keep the first \\d+ tokens when context");

    /** By which Zhipu tells the same, in whatever language. */
    private static final String GLM_CODE = "1261";

    private static final String COUNT = "(?<![\\w.,-])(\\d{1,3}(?:,\\d{3})+|\\d{1,12})(?![\\w-]|[.,]\\d)";

    private static final Pattern LIMIT = Pattern.compile("(?:context (?:length|size|window|limit)|maximum number of tokens"
            + "|(?:prompt|allowed) length|token limit|configured limit|exceeds the limit|max_prompt_tokens|n_ctx|maximum)"
            + "[a-z ]{0,20}[:(]? ?" + COUNT
            + "|must be <= " + COUNT
            + "|less than " + COUNT + " tokens"
            + "|" + COUNT + " maximum context length");

    private static final Pattern TOTAL = Pattern.compile("requested (?:about |a total of )?" + COUNT + " tokens");

    private static final Pattern INPUT = Pattern.compile(COUNT + " (?:input|`inputs`) tokens"
            + "|\\(" + COUNT + " tokens\\) (?:exceeds|is longer)"
            + "|(?:input token count|input tokens|prompt token count of|n_prompt_tokens:) \\(?" + COUNT
            + "|(?:resulted in|request contains|prompt contains|keep the first|too long:) " + COUNT + " tokens"
            + "|(?:requested|given): " + COUNT);

    private static final Pattern OUTPUT = Pattern.compile(
            COUNT + " (?:output tokens|`max_new_tokens`|(?:tokens )?(?:in|of|for) the (?:completion|output))"
                    + "|max_completion_tokens' is too large: " + COUNT);

    private ContextOverflow() {}

    static boolean isMeantBy(BackendError error) {
        String words = error.message() + " " + error.code() + " " + error.type();
        return GLM_CODE.equals(error.code()) || WORDS.matcher(words.toLowerCase(Locale.ROOT)).find();
    }

    /** Returns the message for the client; the backend's own words are kept in it. */
    static String translateBack(String message) {
        String words = message.toLowerCase(Locale.ROOT);
        if (words.contains("prompt is too long")) {
            return message;
        }
        OptionalLong limit = first(LIMIT, words);
        long output = first(OUTPUT, words).orElse(0);
        OptionalLong input = input(words, output);
        if (limit.isPresent() && input.isPresent()) {
            return withNumbers(input.getAsLong(), output, limit.getAsLong(), message);
        }
        return withoutNumbers(message);
    }

    /** A total is the sum of the input and the longest answer that was asked for: the input alone may fit. */
    private static OptionalLong input(String words, long output) {
        OptionalLong total = first(TOTAL, words);
        return total.isPresent() ? OptionalLong.of(total.getAsLong() - output) : first(INPUT, words);
    }

    private static String withNumbers(long input, long output, long limit, String message) {
        if (input > limit) {
            return "prompt is too long: " + input + " tokens > " + limit + " maximum (" + message + ")";
        }
        if (input + output <= limit) {
            return withoutNumbers(message);
        }
        return "input length and `max_tokens` exceed context limit: " + input + " + " + output + " > " + limit
                + ", decrease input length or `max_tokens` and try again (" + message + ")";
    }

    private static String withoutNumbers(String message) {
        return "prompt is too long (" + message + ")";
    }

    private static OptionalLong first(Pattern pattern, String words) {
        return pattern.matcher(words).results().mapToLong(ContextOverflow::count).findFirst();
    }

    /** Of the pattern's alternatives one has matched, and it holds one number. */
    private static long count(MatchResult found) {
        return IntStream.rangeClosed(1, found.groupCount())
                .mapToObj(found::group)
                .filter(digits -> digits != null)
                .mapToLong(digits -> Long.parseLong(digits.replace(",", "")))
                .findFirst()
                .orElseThrow();
    }
}
