package io.infiniproxy.backend;

import io.infiniproxy.openai.ChatCompletionChunk.BackendError;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What backends say when a request holds more tokens than the model takes, in the words by which Claude Code recovers: it
 * compacts the conversation, or asks for a shorter answer.
 *
 * @see <a href="https://code.claude.com/docs/en/errors">What Claude Code does with errors</a>
 */
final class ContextOverflow {
    private static final Pattern WORDS = Pattern.compile(
            "context_length_exceeded|maximum context length|exceeds? the (model's )?(maximum )?context|context (window|size|length)"
                    + " (is )?exceeded|exceeds the available context|exceeds the maximum number of tokens|input is too long"
                    + "|too many tokens|prompt token count of \\d+ exceeds|max_prompt_tokens_exceeded|prompt is too long"
                    + "|model_context_window_exceeded");

    private static final String COUNT = "(\\d{1,3}(?:,\\d{3})+|\\d{3,12})(?!\\d)";
    private static final Pattern NUMBER = Pattern.compile("(?<!\\d)" + COUNT);
    private static final Pattern LIMIT = Pattern.compile(
            "(?:context (?:length|size|window|limit)|maximum number of tokens|maximum)[a-z ]{0,12}[:(]? ?" + COUNT);
    private static final Pattern TOTAL = Pattern.compile("requested (?:about )?" + COUNT + " tokens");
    private static final Pattern INPUT = Pattern.compile(COUNT + " input tokens");
    private static final Pattern OUTPUT = Pattern.compile(
            COUNT + " (?:output tokens|(?:in|of|for) the (?:completion|output))|max_completion_tokens' is too large: " + COUNT);

    private ContextOverflow() {}

    static boolean isMeantBy(BackendError error) {
        String words = error.message() + " " + error.code() + " " + error.type();
        return WORDS.matcher(words.toLowerCase(Locale.ROOT)).find();
    }

    /** Returns the message for the client; the backend's own words are kept in it. */
    static String translateBack(String message) {
        String words = message.toLowerCase(Locale.ROOT);
        if (words.contains("prompt is too long")) {
            return message;
        }
        long[] numbers = NUMBER.matcher(words).results().mapToLong(found -> count(found.group(1))).sorted().toArray();
        if (numbers.length < 2) {
            return "prompt is too long (" + message + ")";
        }
        long most = numbers[numbers.length - 1];
        return withLimit(first(LIMIT, words).orElse(numbers[0]), most, words, message);
    }

    /** The total is the sum of the input and the longest answer that was asked for: the input alone may fit. */
    private static String withLimit(long limit, long most, String words, String message) {
        long output = first(OUTPUT, words).orElse(0);
        long total = first(TOTAL, words).orElse(first(INPUT, words).orElse(most) + output);
        long input = total - output;
        if (input > limit) {
            return "prompt is too long: " + input + " tokens > " + limit + " maximum (" + message + ")";
        }
        if (total <= limit) {
            return "prompt is too long (" + message + ")";
        }
        return "input length and `max_tokens` exceed context limit: " + input + " + " + output + " > " + limit
                + ", decrease input length or `max_tokens` and try again (" + message + ")";
    }

    private static OptionalLong first(Pattern pattern, String words) {
        Matcher found = pattern.matcher(words);
        if (!found.find()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(count(found.group(found.group(1) == null ? 2 : 1)));
    }

    private static long count(String digits) {
        return Long.parseLong(digits.replace(",", ""));
    }
}
