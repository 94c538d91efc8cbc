package io.infiniproxy.keys;

/** Someone who may hold API keys. Times are ISO text in UTC. */
public record User(long id, String username, String email, String createdAt, boolean isActive) {}
