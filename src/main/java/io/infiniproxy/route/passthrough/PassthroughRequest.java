package io.infiniproxy.route.passthrough;

/**
 * A request of an OpenAI client.
 *
 * @param clientBody as it came
 * @param ownBody with the model where the client named none; else {@code clientBody} itself
 * @param body as the backend gets it: {@code ownBody}, which asks for usage where that is hidden
 * @param model as the client asked, or the configured one where it named none; may be null
 * @param hidesUsage whether usage is asked for that the client does not want to see
 */
record PassthroughRequest(
        byte[] clientBody, byte[] ownBody, byte[] body, String model, boolean stream, boolean hidesUsage) {

    /** Returns the request as the client meant it, which does not ask for usage. */
    PassthroughRequest withoutAsking() {
        return new PassthroughRequest(clientBody, ownBody, ownBody, model, stream, false);
    }
}
