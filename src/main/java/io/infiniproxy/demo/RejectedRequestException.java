package io.infiniproxy.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request that is not answered, with the status and the error body that tell the client why. */
final class RejectedRequestException extends RuntimeException {
    private final int status;
    private final String param;
    private final String code;

    private RejectedRequestException(int status, String param, String code, String message) {
        super(message);
        this.status = status;
        this.param = param;
        this.code = code;
    }

    /** @param param the field that is wrong, or null when it is no single field */
    static RejectedRequestException invalid(String param, String message) {
        return new RejectedRequestException(400, param, null, message);
    }

    static RejectedRequestException unknownUrl(String method, String path) {
        return new RejectedRequestException(404, null, "unknown_url", "Unknown request URL: " + method + " " + path);
    }

    static RejectedRequestException unknownModel(String model) {
        return new RejectedRequestException(
                404, "model", "model_not_found", "The model '" + model + "' does not exist; the demo has 'demo' only");
    }

    static RejectedRequestException wrongMethod(String expected, String found) {
        return new RejectedRequestException(
                405, null, "method_not_supported", "method: expected " + expected + ", got " + found);
    }

    /** The demo itself failed; the client should see that rather than a closed connection. */
    static RejectedRequestException failed(RuntimeException cause) {
        var rejected = new RejectedRequestException(500, null, null, "The demo backend failed: " + cause);
        rejected.initCause(cause);
        return rejected;
    }

    int status() {
        return status;
    }

    /** The error as OpenAI writes one. */
    ObjectNode body() {
        var body = Json.object();
        body.putObject("error")
                .put("message", getMessage())
                .put("type", status < 500 ? "invalid_request_error" : "server_error")
                .put("param", param)
                .put("code", code);
        return body;
    }
}
