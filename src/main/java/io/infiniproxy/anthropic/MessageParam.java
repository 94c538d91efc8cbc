package io.infiniproxy.anthropic;

import java.util.List;

/**
 * One turn of the conversation that a request carries.
 *
 * @param role {@code user}, {@code assistant}, or {@code system} in the middle of a conversation
 * @param cacheControl the last mark in it, or null
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/mid-conversation-system-messages">System messages
 *     in the middle of a conversation</a>
 */
public record MessageParam(String role, List<ContentBlock> content, CacheControl cacheControl) {}
