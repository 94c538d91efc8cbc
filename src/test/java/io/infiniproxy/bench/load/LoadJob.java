package io.infiniproxy.bench.load;

import java.util.Map;

/**
 * What the load tool is to do, as JSON on its standard input.
 *
 * @param port where on this machine the server listens
 * @param bodyFile the file with the request's body
 * @param chunks of how many chunks each answer's text is
 * @param connections how many requests are under way at once, at most
 * @param rate how many requests begin in a second, whatever the answers do; 0 begins the next when an answer has come
 * @param rampSeconds over how long the first requests of all connections are spread
 * @param seconds how long requests begin
 * @param requests after how many requests none begins anymore; 0 for as many as there is time for
 * @param timeoutSeconds how long an answer may take
 * @param anyTokens whether the count of tokens that an answer tells is of no matter
 */
public record LoadJob(
        int port,
        Api api,
        Map<String, String> headers,
        String bodyFile,
        boolean stream,
        int chunks,
        int connections,
        double rate,
        double rampSeconds,
        double seconds,
        int requests,
        int timeoutSeconds,
        boolean anyTokens) {}
