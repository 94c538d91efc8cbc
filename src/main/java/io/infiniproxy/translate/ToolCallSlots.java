package io.infiniproxy.translate;

import io.infiniproxy.openai.ChatCompletionChunk.ToolCallDelta;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds the tool call that a delta belongs to. Backends number calls by index; but some give no index, some always 0, some
 * no id, some repeat the id in every chunk.
 *
 * @see <a href="https://github.com/openai/openai-python/issues/3246">openai-python#3246: no index</a>
 * @see <a href="https://github.com/ai-dynamo/dynamo/issues/4723">dynamo#4723: the index is always 0</a>
 */
final class ToolCallSlots {
    private final Map<Integer, OpenToolCall> byIndex = new HashMap<>();
    private final Map<String, OpenToolCall> byBackendId = new HashMap<>();
    private OpenToolCall last;

    /** Returns the call that {@code delta} continues, or null when it begins one. */
    OpenToolCall find(ToolCallDelta delta) {
        OpenToolCall call = candidate(delta);
        return call != null && beginsAnother(delta, call) ? null : call;
    }

    private OpenToolCall candidate(ToolCallDelta delta) {
        OpenToolCall ofId = isGiven(delta.id()) ? byBackendId.get(delta.id()) : null;
        if (delta.index() == null) {
            return isGiven(delta.id()) ? ofId : last;
        }
        OpenToolCall ofIndex = byIndex.get(delta.index());
        boolean sameIdAtAnotherIndex = ofId != null && ofIndex == null && byIndex.containsValue(ofId);
        return ofId == null || sameIdAtAnotherIndex ? ofIndex : ofId;
    }

    /** Another id together with a name; or, after complete arguments, another name or other arguments. */
    private boolean beginsAnother(ToolCallDelta delta, OpenToolCall call) {
        if (!isGiven(delta.name())) {
            return false;
        }
        boolean newId = isGiven(delta.id()) && !byBackendId.containsKey(delta.id());
        if (newId && byBackendId.containsValue(call)) {
            return true;
        }
        return call.isComplete() && !call.isRepeatedBy(delta.name(), delta.arguments());
    }

    /** Remembers that {@code call} was begun or continued by {@code delta}. */
    void put(ToolCallDelta delta, OpenToolCall call) {
        if (delta.index() != null) {
            byIndex.put(delta.index(), call);
        }
        if (isGiven(delta.id())) {
            byBackendId.put(delta.id(), call);
        }
        last = call;
    }

    static boolean isGiven(String text) {
        return text != null && !text.isEmpty();
    }
}
