package io.infiniproxy.translate;

import java.util.Set;
import java.util.function.Supplier;

/**
 * The arguments of one tool call while they arrive: what of them may be sent, and what becomes of them when they are no JSON
 * object. Not thread-safe.
 */
final class ToolInput {
    /** More than any layout of JSON has between two values. */
    private static final int MAX_BLANKS = 500;

    private final EscapedSurrogates surrogates = new EscapedSurrogates();
    private final ArgumentKeys keys;
    private final JsonProgress progress = new JsonProgress();
    private final StringBuilder arguments = new StringBuilder();
    private int blanks;

    /** {@code propertyNames} are those of the tool, which is not known before its name. */
    ToolInput(Supplier<Set<String>> propertyNames) {
        keys = new ArgumentKeys(propertyNames);
    }

    /**
     * Adds a piece, and returns what can be sent of what has come so far. What follows a complete object is a repetition, and
     * is left out; what does not begin as an object waits for the end, to be mended.
     */
    String accept(String newPiece) {
        String piece = keys.accept(surrogates.accept(newPiece));
        blanks = piece.isBlank() && !progress.isInString() ? blanks + piece.length() : 0;
        boolean sending = progress.isObject();
        String taken = piece.substring(0, progress.accept(piece));
        arguments.append(taken);
        if (!progress.isObject()) {
            return "";
        }
        return sending ? taken : arguments.toString();
    }

    /** Whether nothing but blanks has come for too long: some models never end then. */
    boolean isEndless() {
        return blanks > MAX_BLANKS;
    }

    /** Returns an object in the place of arguments that are none, or null when they are one; nothing becomes an empty object. */
    String mend() {
        if (isObject()) {
            return null;
        }
        String mended = ToolArguments.parse(arguments.toString()).toString();
        arguments.setLength(0);
        arguments.append(mended);
        return mended;
    }

    /** Whether nothing has come that could have been the beginning of an object, but something has. */
    boolean isOtherThanObject() {
        return !progress.isObject() && !arguments.toString().isBlank();
    }

    boolean isObject() {
        return ToolArguments.isObject(arguments.toString());
    }

    /** Whether the object has come to its end. */
    boolean isComplete() {
        return progress.isComplete();
    }

    boolean isEmpty() {
        return arguments.isEmpty();
    }

    /** Whether {@code others}, which may be null, do not say anything but these arguments. */
    boolean isRepeatedBy(String others) {
        return others == null
                || !others.strip().startsWith("{")
                || ToolArguments.parse(others).equals(ToolArguments.parse(arguments.toString()));
    }
}
