package io.infiniproxy.keys;

/** What is known of an API key once it was shown: never the key itself. {@code lastUsedAt} is null until it was used. */
public record ApiKey(
        long id, long userId, String keyPrefix, String name, String createdAt, String lastUsedAt, boolean isActive) {}
