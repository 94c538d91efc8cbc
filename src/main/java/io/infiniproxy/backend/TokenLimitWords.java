package io.infiniproxy.backend;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Reads the limit out of a refusal of {@code max_tokens}. A message holds other numbers, too: what was sent, the status, parts
 * of model names and request ids. So only a number that stands where a limit is told counts.
 */
final class TokenLimitWords {
    /** No model's answers are limited to less; a smaller number is a limit of something else. */
    private static final long LEAST_TOKENS = 256;

    /** A whole number, with or without commas between the thousands, and in quotes or not. */
    private static final String NUMBER = "['\"`]?(?<![\\w.,-])(\\d{1,3}(?:,\\d{3})+|\\d{1,9})(?![\\w-]|[.,]\\d)";

    private static final Pattern LIMIT = Pattern.compile(String.join(
            "|",
            "(?:at most|less than or equal to|<=|≤|no (?:more|larger|greater) than|(?:not|cannot|can't|must not) exceed"
                    + "|up to|supports(?: only)?|between \\d+ and) (?:a maximum of )?" + NUMBER,
            "(?:maximum|max|limit)(?: [a-z_()'`]+){0,6}?(?: is| are| of|:| =|=) ?" + NUMBER,
            "[\\[(] ?\\d+ ?, ?" + NUMBER + " ?[])]",
            "> " + NUMBER + ", which is the maximum"));

    private TokenLimitWords() {}

    /** Returns the highest number of tokens that the message, in lower case, says is taken; nothing when it says none. */
    static Optional<Long> limit(String message) {
        return LIMIT.matcher(message)
                .results()
                .map(TokenLimitWords::number)
                .filter(tokens -> tokens >= LEAST_TOKENS)
                .findFirst();
    }

    /** Of the pattern's alternatives one has matched, and it holds one number. */
    private static long number(MatchResult found) {
        return IntStream.rangeClosed(1, found.groupCount())
                .mapToObj(found::group)
                .filter(digits -> digits != null)
                .mapToLong(digits -> Long.parseLong(digits.replace(",", "")))
                .findFirst()
                .orElseThrow();
    }
}
