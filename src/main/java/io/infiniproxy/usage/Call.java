package io.infiniproxy.usage;

/**
 * What was called, and by what. Everything but the endpoint may be null where it is not known.
 *
 * @param endpoint path of the request, such as {@code /v1/messages}
 * @param model as the client asked
 * @param backendModel as the backend served
 * @param backend host of the backend
 * @param client family of the user agent
 * @param sessionId Claude Code's session
 */
public record Call(
        String endpoint,
        String model,
        String backendModel,
        String backend,
        boolean stream,
        String client,
        String sessionId) {}
