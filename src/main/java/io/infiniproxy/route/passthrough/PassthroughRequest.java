package io.infiniproxy.route.passthrough;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.Json;
import io.infiniproxy.json.JsonMembers;
import io.infiniproxy.route.limits.AskedTokens;
import io.infiniproxy.tokens.TokenGuess;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A request of an OpenAI client.
 *
 * @param members of the body as it came
 * @param ownBody with the model where the client named none; else the body as it came
 * @param body as the backend gets it: {@code ownBody}, which asks for usage where that is hidden
 * @param path as it came
 * @param model as the client asked, or the configured one where it named none; may be null
 * @param hidesUsage whether usage is asked for that the client does not want to see
 */
record PassthroughRequest(
        JsonMembers members, byte[] ownBody, byte[] body, String path, String model, boolean stream, boolean hidesUsage)
        implements AskedTokens {
    private static final String EMBEDDINGS = "/v1/embeddings";
    private static final List<String> OUTPUT_LIMITS = List.of("max_completion_tokens", "max_tokens", "max_output_tokens");
    private static final List<String> ALTERNATIVES = List.of("n", "best_of");

    /** Returns the request as the client meant it, which does not ask for usage. */
    PassthroughRequest withoutAsking() {
        return new PassthroughRequest(members, ownBody, ownBody, path, model, stream, false);
    }

    @Override
    public String askedModel() {
        return model;
    }

    @Override
    public long inputTokens() {
        return RequestText.tokens(members.outline(), TokenGuess::of);
    }

    /**
     * Of all alternatives to all prompts together. Which of several limits a backend heeds, and whether it knows
     * {@code best_of}, is its own affair: the most that could be meant counts.
     *
     * @see <a href="https://platform.openai.com/docs/api-reference/completions/create">Create completion: best_of, n</a>
     */
    @Override
    public long maxOutputTokens() {
        if (path.equals(EMBEDDINGS)) {
            return 0;
        }
        double alternatives = largest(members, ALTERNATIVES, 1);
        return (long) (largest(members, OUTPUT_LIMITS, DEFAULT_OUTPUT_TOKENS) * alternatives * prompts(members));
    }

    /** Returns the largest of these members, or the usual number when none of them is above zero. */
    private static double largest(JsonMembers members, List<String> names, double usual) {
        double largest = 0;
        for (String name : names) {
            double number = number(members, name);
            largest = number > largest ? number : largest;
        }
        return largest > 0 ? largest : usual;
    }

    /** Token ids make one prompt, all other elements one each. */
    private static int prompts(JsonMembers members) {
        byte[] value = members.bytes("prompt");
        if (value == null || value[0] != '[') {
            return 1;
        }
        try {
            JsonNode prompt = Json.read(value);
            return prompt.path(0).isNumber() ? 1 : Math.max(1, prompt.size());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("expected a member that was read before, got no JSON", e);
        }
    }

    /** Returns 0 where there is no number. */
    private static double number(JsonMembers members, String name) {
        byte[] value = members.bytes(name);
        try {
            return value == null ? 0 : Double.parseDouble(new String(value, StandardCharsets.US_ASCII));
        } catch (NumberFormatException e) {
            return 0; // the backend tells what is wrong with it
        }
    }
}
