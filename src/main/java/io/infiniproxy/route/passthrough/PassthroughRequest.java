package io.infiniproxy.route.passthrough;

/**
 * A request of an OpenAI client.
 *
 * @param clientBody as it came
 * @param body as the backend gets it: {@code clientBody} itself wherever nothing had to be changed
 * @param model as the client asked, or the configured one where it named none; may be null
 * @param hidesUsage whether usage is asked for that the client does not want to see
 */
record PassthroughRequest(byte[] clientBody, byte[] body, String model, boolean stream, boolean hidesUsage) {}
