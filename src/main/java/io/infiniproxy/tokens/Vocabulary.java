package io.infiniproxy.tokens;

import com.knuddels.jtokkit.api.Encoding;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;

/**
 * The tokens of OpenAI's o200k vocabulary, and which of them is older than which. It is read from the file that JTokkit brings, whose
 * own table of it takes 28 MB, where this one takes 5. Immutable.
 *
 * @see <a href="https://github.com/openai/tiktoken">tiktoken: a line for each token, its bytes in Base64 and its rank</a>
 */
final class Vocabulary {
    /** What {@link #rank} says of bytes that are no token. */
    static final int NONE = Integer.MAX_VALUE;

    private static final String FILE = "/com/knuddels/jtokkit/o200k_base.tiktoken";
    private static final int ALL_TOKENS = 200_000;
    private static final int ALL_BYTES = 1_500_000;
    /** A power of two; more than twice the tokens, so that there are gaps. */
    private static final int SLOTS = 1 << 19;

    /** Those of all tokens, one behind the other, the oldest first. */
    private byte[] bytes = new byte[ALL_BYTES];
    /** Where each token begins, and the last one ends. */
    private int[] starts = new int[ALL_TOKENS + 1];
    /** The ranks, plus one, by hash; zero where there is none. */
    private final int[] slots = new int[SLOTS];

    private int size;

    private Vocabulary() {}

    /**
     * Reads it, which takes one or two tenths of a second.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    static Vocabulary read() {
        try (InputStream file = Encoding.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new FileNotFoundException(FILE);
            }
            Vocabulary vocabulary = new Vocabulary();
            vocabulary.addAll(new BufferedInputStream(file));
            return vocabulary;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each rank is that of the line. */
    private void addAll(InputStream file) throws IOException {
        byte[] line = new byte[1024];
        int length = 0;
        for (int next = file.read(); next >= 0; next = file.read()) {
            if (next == '\n') {
                length = 0;
            } else if (next == ' ') {
                add(Base64.getDecoder().decode(Arrays.copyOf(line, length)));
            } else {
                line[length++] = (byte) next;
            }
        }
        bytes = Arrays.copyOf(bytes, starts[size]);
        starts = Arrays.copyOf(starts, size + 1);
    }

    private void add(byte[] token) {
        int start = starts[size];
        System.arraycopy(token, 0, bytes, start, token.length);
        starts[size + 1] = start + token.length;
        int slot = slot(token, 0, token.length);
        while (slots[slot] != 0) {
            slot = slot + 1 & SLOTS - 1;
        }
        size++;
        slots[slot] = size;
    }

    /** Returns the rank of the token that is of these bytes, 0 for the oldest one, or {@link #NONE}. */
    int rank(byte[] text, int from, int to) {
        int slot = slot(text, from, to);
        while (slots[slot] != 0) {
            int rank = slots[slot] - 1;
            if (Arrays.equals(bytes, starts[rank], starts[rank + 1], text, from, to)) {
                return rank;
            }
            slot = slot + 1 & SLOTS - 1;
        }
        return NONE;
    }

    private static int slot(byte[] text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + text[i];
        }
        hash *= 0x9E3779B9; // the golden ratio spreads them
        return hash >>> 32 - Integer.numberOfTrailingZeros(SLOTS);
    }
}
