package io.infiniproxy.keys;

/** Whose request it is: the API key that came with it, and the user who holds that key. */
public record Caller(long apiKeyId, long userId, String username) {}
