package io.infiniproxy.backend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.Json;
import io.infiniproxy.openai.BackendErrorReader;
import io.infiniproxy.openai.ChatCompletionChunk.BackendError;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Understands a backend that refuses a request for one of its parameters, and says how to ask again. Only parameters that a
 * request can do without are given up; what it is about, the messages and the tools, never is.
 *
 * @see <a href="https://github.com/router-for-me/CLIProxyAPI/issues/2758">CLIProxyAPI#2758: max_tokens is too large</a>
 */
public final class ParameterRefusal {
    private static final String MAX_TOKENS = "max_tokens";
    private static final String MAX_COMPLETION_TOKENS = "max_completion_tokens";

    private static final Set<String> DISPENSABLE = Set.of(
            "temperature", "top_p", "top_k", "stop", "stream_options", "parallel_tool_calls", "reasoning_effort", "reasoning",
            "thinking", "response_format", "tool_choice", "service_tier", "prompt_cache_key", "chat_template_kwargs",
            "enable_thinking");

    private static final Pattern NOT_KNOWN = Pattern.compile(
            "unsupported|not supported|unrecognized|unknown|unexpected|not permitted|not allowed|does not support|doesn't support"
                    + "|extra (inputs|fields)|no longer supported|deprecated");
    private static final Pattern NAME = Pattern.compile("[a-z_]{3,}");
    private static final Pattern TOO_LARGE = Pattern.compile("too (large|high|big)|at most|less than or equal|maximum|range|exceed");
    private static final Pattern NUMBER = Pattern.compile("\\d{2,9}");

    private ParameterRefusal() {}

    /** Returns what to change, or nothing when the refusal is about something else. */
    public static Optional<BodyEdit> read(int status, byte[] body) {
        if (status != 400 && status != 422) {
            return Optional.empty();
        }
        BackendError error = BackendErrorReader.read(status, body);
        String message = error.message().toLowerCase(Locale.ROOT);
        String parameter = parameter(body, message);
        if (parameter == null || ContextOverflow.isMeantBy(error)) {
            return Optional.empty();
        }
        return isTokenLimit(parameter) ? tokenLimit(parameter, message) : removal(parameter, message);
    }

    private static Optional<BodyEdit> removal(String parameter, String message) {
        return NOT_KNOWN.matcher(message).find() ? Optional.of(new BodyEdit.Remove(parameter)) : Optional.empty();
    }

    /** {@code Unsupported parameter: 'max_tokens'… Use 'max_completion_tokens' instead}, or a number that is too large. */
    private static Optional<BodyEdit> tokenLimit(String parameter, String message) {
        if (NOT_KNOWN.matcher(message).find()) {
            String other = parameter.equals(MAX_TOKENS) ? MAX_COMPLETION_TOKENS : MAX_TOKENS;
            return Optional.of(new BodyEdit.Rename(parameter, other));
        }
        long limit = TOO_LARGE.matcher(message).find() ? smallestNumber(message) : 0;
        return limit > 0 ? Optional.of(new BodyEdit.Limit(parameter, limit)) : Optional.empty();
    }

    /** Of the number that was sent and the one that is allowed, the smaller is the limit; 0 when there is none. */
    private static long smallestNumber(String message) {
        Matcher numbers = NUMBER.matcher(message);
        long smallest = Long.MAX_VALUE;
        while (numbers.find()) {
            smallest = Math.min(smallest, Long.parseLong(numbers.group()));
        }
        return smallest == Long.MAX_VALUE ? 0 : smallest;
    }

    private static boolean isTokenLimit(String parameter) {
        return parameter.equals(MAX_TOKENS) || parameter.equals(MAX_COMPLETION_TOKENS);
    }

    /** The parameter that {@code error.param} names, or else the first one that the words do. */
    private static String parameter(byte[] body, String message) {
        String named = param(body);
        if (isKnown(named)) {
            return named;
        }
        Matcher names = NAME.matcher(message);
        while (names.find()) {
            if (isKnown(names.group())) {
                return names.group();
            }
        }
        return null;
    }

    private static boolean isKnown(String name) {
        return DISPENSABLE.contains(name) || isTokenLimit(name);
    }

    private static String param(byte[] body) {
        try {
            JsonNode param = Json.read(body).path("error").path("param");
            return param.asText("");
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
