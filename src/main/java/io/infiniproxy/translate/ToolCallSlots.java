package io.infiniproxy.translate;

import io.infiniproxy.openai.ChatCompletionChunk.ToolCallDelta;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Finds the tool call that a delta belongs to. Backends number calls by index; but some give no index, some always 0, some
 * no id, some repeat the id in every chunk.
 *
 * @see <a href="https://github.com/openai/openai-python/issues/3246">openai-python#3246: no index</a>
 * @see <a href="https://github.com/ai-dynamo/dynamo/issues/4723">dynamo#4723: the index is always 0</a>
 */
final class ToolCallSlots {
    private final Map<Integer, OpenBlock.Tool> byIndex = new HashMap<>();
    private final Map<String, OpenBlock.Tool> byBackendId = new HashMap<>();
    private OpenBlock.Tool last;

    /** Returns the call that {@code delta} continues, or null when it begins one. */
    OpenBlock.Tool find(ToolCallDelta delta) {
        OpenBlock.Tool call = candidate(delta);
        return call != null && beginsAnother(delta, call) ? null : call;
    }

    private OpenBlock.Tool candidate(ToolCallDelta delta) {
        if (isGiven(delta.id()) && byBackendId.containsKey(delta.id())) {
            return byBackendId.get(delta.id());
        }
        if (delta.index() != null) {
            return byIndex.get(delta.index());
        }
        return isGiven(delta.id()) ? null : last;
    }

    /** Another id together with a name, or a name and other arguments after complete ones. */
    private boolean beginsAnother(ToolCallDelta delta, OpenBlock.Tool call) {
        if (!isGiven(delta.name())) {
            return false;
        }
        boolean known = isGiven(delta.id()) && Objects.equals(byBackendId.get(delta.id()), call);
        if (isGiven(delta.id()) && !known && byBackendId.containsValue(call)) {
            return true;
        }
        return !known && call.isComplete() && !call.arguments().equals(delta.arguments());
    }

    /** Remembers that {@code call} was begun or continued by {@code delta}. */
    void put(ToolCallDelta delta, OpenBlock.Tool call) {
        if (delta.index() != null) {
            byIndex.put(delta.index(), call);
        }
        if (isGiven(delta.id())) {
            byBackendId.putIfAbsent(delta.id(), call);
        }
        last = call;
    }

    static boolean isGiven(String text) {
        return text != null && !text.isEmpty();
    }
}
