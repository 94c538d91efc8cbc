package io.infiniproxy.torture;

/**
 * What the backend has served for one request, by its own ledger.
 *
 * @param reported whether the answer told the tokens
 * @param whole whether all of the answer was sent
 */
record Served(long promptTokens, long completionTokens, long cachedTokens, boolean reported, boolean whole) {}
