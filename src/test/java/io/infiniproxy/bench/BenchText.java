package io.infiniproxy.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The text of an answer, which is another at every place: what is lost, doubled or out of order does not go unseen. */
public final class BenchText {
    private static final Map<Integer, byte[]> WHOLE = new ConcurrentHashMap<>();

    private BenchText() {}

    /** Returns the text of one chunk: a few letters, and at times what JSON has to escape or ASCII does not have. */
    public static String chunk(int index) {
        String word = " w" + Integer.toString(index, 36);
        return switch (index % 10) {
            case 3 -> word + "é世";
            case 6 -> word + " \"q\"\n";
            case 9 -> word + "😀\\";
            default -> word + "ord";
        };
    }

    /** Returns the texts of all chunks. */
    public static List<String> chunks(int count) {
        List<String> chunks = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            chunks.add(chunk(index));
        }
        return chunks;
    }

    /** Returns the whole text of so many chunks, in UTF-8. Whoever gets it must not change it. */
    public static byte[] whole(int chunks) {
        return WHOLE.computeIfAbsent(chunks, count -> String.join("", chunks(count)).getBytes(StandardCharsets.UTF_8));
    }
}
