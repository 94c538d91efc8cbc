package io.infiniproxy.translate;

import java.util.BitSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Takes spaces off the end of keys in JSON that arrives in pieces, where the key is only known without them: some models write
 * {@code "description "}, which clients refuse. Holds back those spaces only. Not thread-safe.
 *
 * @see <a href="https://github.com/routatic/proxy/pull/173">routatic/proxy#173: keys with a space at their end</a>
 */
final class ArgumentKeys {
    private final Supplier<Set<String>> known;
    private final BitSet objects = new BitSet();
    private final StringBuilder key = new StringBuilder();
    private final StringBuilder spaces = new StringBuilder();
    private int depth;
    private boolean keyFollows;
    private boolean inKey;
    private boolean inString;
    private boolean escaped;

    /** {@code known} is asked for the names of all properties, when there is a key in question. */
    ArgumentKeys(Supplier<Set<String>> known) {
        this.known = known;
    }

    /** Returns what is certain after {@code piece}. */
    String accept(String piece) {
        StringBuilder passed = new StringBuilder(piece.length());
        for (int i = 0; i < piece.length(); i++) {
            accept(piece.charAt(i), passed);
        }
        return passed.toString();
    }

    private void accept(char c, StringBuilder passed) {
        if (inKey && c == ' ' && !escaped) {
            spaces.append(c);
            return;
        }
        boolean ends = inString && !escaped && c == '"';
        if (inKey) {
            passSpaces(ends, passed);
            key.append(c);
        }
        passed.append(c);
        if (inString) {
            escaped = !escaped && c == '\\';
            inString = !ends;
            inKey &= !ends;
        } else {
            acceptOutside(c);
        }
    }

    private void passSpaces(boolean atEnd, StringBuilder passed) {
        if (!atEnd || !isTooLong()) {
            passed.append(spaces);
            key.append(spaces);
        }
        spaces.setLength(0);
    }

    private boolean isTooLong() {
        return !spaces.isEmpty()
                && known.get().contains(key.toString())
                && !known.get().contains(key.toString() + spaces);
    }

    private void acceptOutside(char c) {
        switch (c) {
            case '"' -> {
                inString = true;
                inKey = keyFollows;
                keyFollows = false;
                key.setLength(0);
            }
            case '{', '[' -> {
                objects.set(++depth, c == '{');
                keyFollows = c == '{';
            }
            case '}', ']' -> depth = Math.max(0, depth - 1);
            case ',' -> keyFollows = objects.get(depth);
            default -> {}
        }
    }
}
