package io.infiniproxy.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.Json;
import io.infiniproxy.json.JsonText;
import io.infiniproxy.openai.ChatCompletionChunk.BackendError;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the shapes in which backends report errors: OpenAI's {@code {"error":{message,type,code}}}, Ollama's
 * {@code {"error":"text"}}, Google's array around it, vLLM's {@code {"object":"error",message,…}}, FastAPI's
 * {@code {"detail":…}}, {@code {"message":…}}, and pages that are no JSON at all.
 */
public final class BackendErrorReader {
    private static final int SNIPPET = 300;
    private static final Pattern TITLE = Pattern.compile("(?is)<title\\b[^>]*>(.*?)</title>");

    private BackendErrorReader() {}

    /** Reads the body of an error answer; its message is never empty. */
    public static BackendError read(int status, byte[] body) {
        BackendError error = parse(body);
        if (error != null && error.message() != null && !error.message().isBlank()) {
            return error;
        }
        String snippet = snippet(body);
        return new BackendError(
                "The backend answered with status " + status + (snippet.isEmpty() ? " and no text" : ": " + snippet), null, null);
    }

    /** Reads an error that came as an event of a stream, in JSON or in plain words. */
    public static BackendError ofEvent(byte[] data) {
        BackendError error = parse(data);
        return error != null && !error.message().isBlank()
                ? error
                : new BackendError("The backend's stream ended in an error: " + snippet(data), null, null);
    }

    private static BackendError parse(byte[] body) {
        try {
            return read(Json.read(body));
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** Returns the error that a JSON body or chunk holds, or null when it holds none. */
    static BackendError read(JsonNode body) {
        JsonNode root = body.isArray() ? body.path(0) : body;
        JsonNode error = root.path("error");
        if (error.isObject() && !error.isEmpty()) {
            return of(error);
        }
        if (error.isTextual() && !error.textValue().isBlank()) {
            return new BackendError(error.textValue(), JsonText.of(root.path("type")), JsonText.ofScalar(root.path("code")));
        }
        if (!text(root.path("detail")).isBlank() && root.hasNonNull("detail")) {
            return new BackendError(text(root.path("detail")), null, null);
        }
        return root.path("message").isTextual() ? of(root) : null;
    }

    private static BackendError of(JsonNode error) {
        String type = JsonText.of(error.path("type"));
        String message = text(error.path("message"));
        return new BackendError(
                message.isBlank() ? start(error.toString()) : message + providersWords(error.path("metadata")) + tokens(error),
                type == null ? JsonText.of(error.path("status")) : type,
                JsonText.ofScalar(error.path("code")));
    }

    /**
     * What the provider behind OpenRouter has said, whose own message is {@code Provider returned error}; empty when nothing.
     *
     * @see <a href="https://openrouter.ai/docs/api/reference/errors-and-debugging">OpenRouter: errors</a>
     */
    private static String providersWords(JsonNode metadata) {
        String raw = text(metadata.path("raw")).strip();
        if (raw.isEmpty()) {
            return "";
        }
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        BackendError error = parse(bytes);
        String words = error == null || error.message().isBlank() ? snippet(bytes) : error.message();
        String provider = text(metadata.path("provider_name"));
        return " (" + (provider.isBlank() ? "" : provider + ": ") + words + ")";
    }

    /**
     * The numbers that llama.cpp tells beside the message; empty when there are none.
     *
     * @see <a href="https://github.com/ggml-org/llama.cpp/pull/15780">llama.cpp#15780: exceed_context_size_error</a>
     */
    private static String tokens(JsonNode error) {
        JsonNode prompt = error.path("n_prompt_tokens");
        JsonNode context = error.path("n_ctx");
        return prompt.isIntegralNumber() && context.isIntegralNumber()
                ? " (n_prompt_tokens: " + prompt.asText() + ", n_ctx: " + context.asText() + ")"
                : "";
    }

    private static String text(JsonNode message) {
        return message.isContainerNode() ? message.toString() : message.asText("");
    }

    /** The start of a body that is not JSON, without its tags and line breaks; of a page without any text, its title. */
    private static String snippet(byte[] body) {
        String page = new String(body, 0, Math.min(body.length, 8 * SNIPPET), StandardCharsets.UTF_8);
        String text = withoutTags(page.replaceAll("(?is)<(script|style|head)\\b.*?(</\\1>|$)", " "));
        Matcher title = TITLE.matcher(page);
        return start(text.isEmpty() && title.find() ? withoutTags(title.group(1)) : text);
    }

    private static String withoutTags(String page) {
        return page.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
    }

    /** Never half of a surrogate pair, which could not be written. */
    private static String start(String text) {
        if (text.length() <= SNIPPET) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(SNIPPET - 1)) ? SNIPPET - 1 : SNIPPET;
        return text.substring(0, end) + "…";
    }
}
