package io.infiniproxy.limits;

/**
 * A subject and its limits, of which there is one at least.
 *
 * @param name as a sentence begins with it: {@code The API key 7}
 */
public record Limited(Subject subject, String name, Limits limits) {}
