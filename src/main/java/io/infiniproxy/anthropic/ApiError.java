package io.infiniproxy.anthropic;

/**
 * An error as the Messages API reports it.
 *
 * @param status the HTTP status
 * @param type one of the API's own list, such as {@code invalid_request_error}
 * @see <a href="https://platform.claude.com/docs/en/api/errors">Errors</a>
 */
public record ApiError(int status, String type, String message) {

    /** Returns the error with the type that the API documents for {@code status}. */
    public static ApiError ofStatus(int status, String message) {
        return new ApiError(status, typeOf(status), message);
    }

    private static String typeOf(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 409 -> "conflict_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 503, 529 -> "overloaded_error";
            case 408, 504 -> "timeout_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
    }
}
