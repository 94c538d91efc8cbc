package io.infiniproxy.route.error;

import io.infiniproxy.anthropic.ApiError;
import io.infiniproxy.anthropic.MessageWriter;
import io.infiniproxy.json.Json;
import java.util.List;
import java.util.function.Predicate;

/** Whose API a request speaks, and so in which envelope it is told of an error. */
public enum Api {
    /** {@code {"type":"error","error":{"type","message"},"request_id"}}. */
    ANTHROPIC {
        @Override
        public byte[] errorBody(ApiError error, String openAiCode, String requestId) {
            return MessageWriter.bytes(error, requestId);
        }
    },
    /** {@code {"error":{"message","type","param","code"}}}. */
    OPENAI {
        @Override
        public byte[] errorBody(ApiError error, String openAiCode, String requestId) {
            return Json.bytes(json -> {
                json.writeStartObject();
                json.writeObjectFieldStart("error");
                json.writeStringField("message", error.message());
                json.writeStringField("type", openAiType(error.status(), openAiCode));
                json.writeNullField("param");
                json.writeStringField("code", openAiCode == null ? openAiCode(error.status()) : openAiCode);
                json.writeEndObject();
                json.writeEndObject();
            });
        }
    },
    /** {@code {"detail"}}: what is infiniproxy's own. */
    OWN {
        @Override
        public byte[] errorBody(ApiError error, String openAiCode, String requestId) {
            return Json.bytes(json -> {
                json.writeStartObject();
                json.writeStringField("detail", error.message());
                json.writeEndObject();
            });
        }
    };

    /** The header of every answer that holds its id. */
    public static final String REQUEST_ID = "request-id";

    /** Returns the body of an error answer; {@code openAiCode} is null for the one that belongs to the status. */
    public abstract byte[] errorBody(ApiError error, String openAiCode, String requestId);

    /** Returns the body of an error answer. */
    public byte[] errorBody(ApiError error, String requestId) {
        return errorBody(error, null, requestId);
    }

    /** Returns the body of an error answer, with the error type that belongs to {@code status}. */
    public byte[] errorBody(int status, String message, String requestId) {
        return errorBody(ApiError.ofStatus(status, message), requestId);
    }

    private static final List<String> OPENAI_PATHS =
            List.of("/v1/chat", "/v1/completions", "/v1/embeddings", "/v1/responses");

    /**
     * Returns the API that a request for {@code path} speaks. What is neither's alone, {@code /v1/models} and all that is not
     * known here, is told apart by the headers.
     */
    public static Api of(String path, Predicate<String> hasHeader) {
        if (path.startsWith("/v1/v1/")) {
            return of(path.substring("/v1".length()), hasHeader);
        }
        if (!isBelow(path, "/v1")) {
            return OWN;
        }
        return isBelow(path, "/v1/messages") || !isOpenAis(path) && isAnthropics(path, hasHeader) ? ANTHROPIC : OPENAI;
    }

    private static boolean isOpenAis(String path) {
        for (String top : OPENAI_PATHS) {
            if (isBelow(path, top)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAnthropics(String path, Predicate<String> hasHeader) {
        return hasHeader.test("anthropic-version") || isBelow(path, "/v1/models") && hasHeader.test("x-api-key");
    }

    private static boolean isBelow(String path, String top) {
        return path.startsWith(top) && (path.length() == top.length() || path.charAt(top.length()) == '/');
    }

    /** An exhausted quota is the one error whose code is its type, too. */
    private static String openAiType(int status, String code) {
        if ("insufficient_quota".equals(code)) {
            return code;
        }
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 429 -> "rate_limit_error";
            default -> status < 500 ? "invalid_request_error" : "server_error";
        };
    }

    private static String openAiCode(int status) {
        return switch (status) {
            case 401 -> "invalid_api_key";
            case 403 -> "model_not_allowed"; // there is no other reason below /v1
            case 404 -> "not_found";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_exceeded";
            default -> null;
        };
    }
}
