package io.infiniproxy.route.passthrough;

import io.infiniproxy.json.JsonMembers;
import io.infiniproxy.route.limits.AskedTokens;
import io.infiniproxy.tokens.TokenGuess;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A request of an OpenAI client.
 *
 * @param clientBody as it came
 * @param ownBody with the model where the client named none; else {@code clientBody} itself
 * @param body as the backend gets it: {@code ownBody}, which asks for usage where that is hidden
 * @param path as it came
 * @param model as the client asked, or the configured one where it named none; may be null
 * @param hidesUsage whether usage is asked for that the client does not want to see
 */
record PassthroughRequest(
        byte[] clientBody, byte[] ownBody, byte[] body, String path, String model, boolean stream, boolean hidesUsage)
        implements AskedTokens {
    private static final String EMBEDDINGS = "/v1/embeddings";
    private static final List<String> OUTPUT_LIMITS = List.of("max_completion_tokens", "max_tokens", "max_output_tokens");

    /** Returns the request as the client meant it, which does not ask for usage. */
    PassthroughRequest withoutAsking() {
        return new PassthroughRequest(clientBody, ownBody, ownBody, path, model, stream, false);
    }

    @Override
    public String askedModel() {
        return model;
    }

    @Override
    public long inputTokens() {
        return RequestText.of(clientBody).stream().mapToLong(TokenGuess::of).sum();
    }

    /** Of all alternatives together, where several are asked for. */
    @Override
    public long maxOutputTokens() {
        if (path.equals(EMBEDDINGS)) {
            return 0;
        }
        JsonMembers members = JsonMembers.of(clientBody);
        double each = OUTPUT_LIMITS.stream()
                .filter(name -> number(members, name) > 0)
                .findFirst()
                .map(name -> number(members, name))
                .orElse((double) DEFAULT_OUTPUT_TOKENS);
        return (long) (each * Math.max(1, number(members, "n")));
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
