package io.infiniproxy.translate;

import java.util.HashSet;
import java.util.Set;

/**
 * The ids of one answer's tool calls. The backend's own id is kept where a client can take it and it is long enough to be
 * unique in a conversation: the backend then meets its own words again. One instance an answer; not thread-safe.
 *
 * @see <a href="https://github.com/routatic/proxy/issues/19">routatic/proxy#19: a call without an id crashes the client</a>
 */
final class ToolUseIds {
    private static final int MIN_LENGTH = 9;
    private static final int MAX_LENGTH = 64;

    private final String messageId;
    private final Set<String> given = new HashSet<>();

    ToolUseIds(String messageId) {
        this.messageId = messageId;
    }

    /** Returns the id of the next call; {@code backendId} may be null. */
    String next(String backendId) {
        String id = backendId;
        if (id == null || !isKept(id) || given.contains(id)) {
            id = "toolu_" + messageId.substring(messageId.indexOf('_') + 1) + given.size();
        }
        given.add(id);
        return id;
    }

    private static boolean isKept(String id) {
        return id.length() >= MIN_LENGTH && AsciiWord.is(id, MAX_LENGTH);
    }
}
