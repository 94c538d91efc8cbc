package io.infiniproxy.json;

import java.nio.charset.StandardCharsets;

/**
 * Names of members that have been met lately, so that none is made anew each time. As many as there are slots; two that share one
 * replace each other. Threadsafe: whatever a thread finds in a slot is compared.
 */
final class JsonNames {
    private static final int SLOTS = 256;
    private static final int LONGEST = 40;
    private static final String[] NAMES = new String[SLOTS];

    private JsonNames() {}

    /** Returns the ASCII text from {@code start} to {@code end}, of which {@code hash} is the hash. */
    static String name(byte[] bytes, int start, int end, int hash) {
        int slot = (hash ^ hash >>> 8) & SLOTS - 1;
        String known = NAMES[slot];
        if (known != null && isSame(known, bytes, start, end)) {
            return known;
        }
        String name = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
        if (name.length() <= LONGEST) {
            NAMES[slot] = name.intern(); // a switch finds the same text at once
        }
        return name;
    }

    private static boolean isSame(String known, byte[] bytes, int start, int end) {
        int length = end - start;
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != bytes[start + i]) {
                return false;
            }
        }
        return true;
    }
}
