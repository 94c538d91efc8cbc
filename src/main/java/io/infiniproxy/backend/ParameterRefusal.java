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

    /** Words of everyday language: found in a sentence, they are names of parameters only where they are marked as such. */
    private static final Set<String> EVERYDAY = Set.of("stop", "thinking", "reasoning", "temperature");

    private static final String KIND = "(?:parameters?|params?|arguments?|fields?|property|properties)";
    private static final Pattern MARKED = Pattern.compile("(?:['\"`]|\\b" + KIND + "(?: supplied)?:? )(stop|thinking|reasoning|temperature)\\b"
            + "|\\b(stop|thinking|reasoning|temperature)(?:['\"`]| " + KIND + "\\b)");

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

    /** A number that is too large, or {@code Unsupported parameter: 'max_tokens'… Use 'max_completion_tokens' instead}. */
    private static Optional<BodyEdit> tokenLimit(String parameter, String message) {
        Optional<Long> limit = TokenLimitWords.limit(message);
        if (limit.isPresent()) {
            return Optional.of(new BodyEdit.Limit(parameter, limit.get()));
        }
        if (!NOT_KNOWN.matcher(message).find()) {
            return Optional.empty();
        }
        String other = parameter.equals(MAX_TOKENS) ? MAX_COMPLETION_TOKENS : MAX_TOKENS;
        return Optional.of(new BodyEdit.Rename(parameter, other));
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
            if (isKnown(names.group()) && isMeant(names.group(), message)) {
                return names.group();
            }
        }
        return null;
    }

    private static boolean isMeant(String name, String message) {
        return !EVERYDAY.contains(name)
                || MARKED.matcher(message).results().anyMatch(found -> name.equals(found.group(1)) || name.equals(found.group(2)));
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
