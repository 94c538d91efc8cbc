package io.infiniproxy.backend;

import io.infiniproxy.anthropic.ApiError;
import io.infiniproxy.openai.ChatCompletionChunk.BackendError;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Failures of a backend as the Messages API reports them. The backend's words are kept: Claude Code recovers by them.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/errors">Errors of the Messages API</a>
 * @see <a href="https://code.claude.com/docs/en/errors">What Claude Code does with errors</a>
 */
public final class FailureMapping {
    /** DeepSeek's words, with 400. */
    private static final Pattern NO_MODEL = Pattern.compile("(?i)\\bmodel( \\S+)? (does )?not exist\\b");

    private FailureMapping() {}

    /** Returns the error for an answer with an error status. */
    public static ApiError ofStatus(int status, BackendError error) {
        if (status != 429 && ContextOverflow.isMeantBy(error)) {
            return new ApiError(400, "invalid_request_error", ContextOverflow.translateBack(error.message()));
        }
        if ("model_not_found".equals(error.code()) || status == 400 && NO_MODEL.matcher(error.message()).find()) {
            return ApiError.ofStatus(404, error.message());
        }
        if (status >= 500 && words(error).contains("overloaded")) {
            return new ApiError(529, "overloaded_error", error.message());
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
        if (cause instanceof ProxyRefusedException) {
            return ApiError.ofStatus(502, cause.getMessage());
        }
        if (cause instanceof SocketTimeoutException && !isConnect(cause)) {
            return ApiError.ofStatus(504, "The backend was silent for too long (TIMEOUT)");
        }
        if (cause instanceof SSLException) {
            return ApiError.ofStatus(502, "No secure connection to the backend: " + cause.getMessage() + advice(cause));
        }
        String words = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return ApiError.ofStatus(502, "The backend cannot be reached, or broke off: " + words);
    }

    /** What helps is known by the JDK's words alone. */
    private static String advice(IOException cause) {
        String words = String.valueOf(cause.getMessage());
        if (words.contains("PKIX") || words.contains("certification path")) {
            return " (a private CA goes into BACKEND_CA_FILE)";
        }
        return words.contains("Unsupported or unrecognized SSL message")
                ? " (it seems to speak plain HTTP: then its URL begins with http://)"
                : "";
    }

    private static boolean isConnect(IOException cause) {
        return cause.getClass().getSimpleName().startsWith("Connect");
    }

    private static ApiError rateLimit(BackendError error) {
        boolean quota = "insufficient_quota".equals(error.code()) || "insufficient_quota".equals(error.type());
        return ApiError.ofStatus(quota ? 402 : 429, error.message());
    }

    /** Backends put an HTTP status, or a word, into {@code code} or {@code type}. */
    private static int statusOf(BackendError error) {
        String words = words(error);
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

    private static String words(BackendError error) {
        return (error.code() + " " + error.type() + " " + error.message()).toLowerCase(Locale.ROOT);
    }
}
