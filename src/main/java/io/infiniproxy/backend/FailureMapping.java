package io.infiniproxy.backend;

import io.infiniproxy.anthropic.ApiError;
import io.infiniproxy.openai.ChatCompletionChunk.BackendError;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Failures of a backend as the Messages API reports them. The backend's words are kept: Claude Code recovers by them.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/errors">Errors of the Messages API</a>
 * @see <a href="https://code.claude.com/docs/en/errors">What Claude Code does with errors</a>
 */
public final class FailureMapping {
    private static final Pattern CONTEXT_OVERFLOW = Pattern.compile(
            "context_length_exceeded|maximum context length|exceeds? the (model's )?(maximum )?context|context (window|size|length)"
                    + " (is )?exceeded|exceeds the available context|input is too long|too many tokens|prompt is too long"
                    + "|model_context_window_exceeded");
    private static final Pattern NUMBER = Pattern.compile("\\d{3,}");

    private FailureMapping() {}

    /** Returns the error for an answer with an error status. */
    public static ApiError ofStatus(int status, BackendError error) {
        if (isContextOverflow(error)) {
            return new ApiError(400, "invalid_request_error", promptTooLong(error.message()));
        }
        return switch (status) {
            case 400, 415, 422 -> new ApiError(400, "invalid_request_error", error.message());
            // the client's own key is good: told 401, it would ask its user to log in
            case 401 -> ApiError.ofStatus(502, "The backend refuses the proxy's key (OPENAI_API_KEY): " + error.message());
            case 429 -> rateLimit(error);
            case 503, 529 -> new ApiError(529, "overloaded_error", error.message());
            case 408, 504 -> ApiError.ofStatus(504, error.message());
            default -> ApiError.ofStatus(status < 400 ? 502 : status, error.message());
        };
    }

    /** Returns the error for one that came inside a 200 answer. */
    public static ApiError ofError(BackendError error) {
        return ofStatus(statusOf(error), error);
    }

    /** Returns the error for a call that brought no answer. */
    public static ApiError ofCause(IOException cause) {
        if (cause instanceof SocketTimeoutException && !isConnect(cause)) {
            return ApiError.ofStatus(504, "The backend was silent for too long (TIMEOUT)");
        }
        if (cause instanceof SSLException) {
            return ApiError.ofStatus(502, "No secure connection to the backend: " + cause.getMessage()
                    + " (a private CA goes into BACKEND_CA_FILE)");
        }
        return ApiError.ofStatus(502, "The backend cannot be reached, or broke off: " + cause.getMessage());
    }

    private static boolean isConnect(IOException cause) {
        return cause.getClass().getSimpleName().startsWith("Connect");
    }

    private static ApiError rateLimit(BackendError error) {
        boolean quota = "insufficient_quota".equals(error.code()) || "insufficient_quota".equals(error.type());
        return ApiError.ofStatus(quota ? 402 : 429, error.message());
    }

    private static boolean isContextOverflow(BackendError error) {
        String words = error.message() + " " + error.code() + " " + error.type();
        return CONTEXT_OVERFLOW.matcher(words.toLowerCase(Locale.ROOT)).find();
    }

    /** Claude Code compacts the conversation when it reads {@code prompt is too long}. */
    private static String promptTooLong(String message) {
        if (message.toLowerCase(Locale.ROOT).contains("prompt is too long")) {
            return message;
        }
        long most = 0;
        long least = Long.MAX_VALUE;
        Matcher numbers = NUMBER.matcher(message);
        while (numbers.find()) {
            long number = numbers.group().length() > 12 ? 0 : Long.parseLong(numbers.group());
            most = Math.max(most, number);
            least = number == 0 ? least : Math.min(least, number);
        }
        return most > least
                ? "prompt is too long: " + most + " tokens > " + least + " maximum (" + message + ")"
                : "prompt is too long (" + message + ")";
    }

    /** Backends put an HTTP status, or a word, into {@code code} or {@code type}. */
    private static int statusOf(BackendError error) {
        String words = (error.code() + " " + error.type() + " " + error.message()).toLowerCase(Locale.ROOT);
        if (error.code() != null && error.code().matches("[45]\\d\\d")) {
            return Integer.parseInt(error.code());
        }
        if (words.contains("rate_limit") || words.contains("rate limit") || words.contains("insufficient_quota")) {
            return 429;
        }
        if (words.contains("overloaded") || words.contains("unavailable")) {
            return 529;
        }
        return words.contains("invalid_request") ? 400 : 502;
    }
}
