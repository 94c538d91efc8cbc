package io.infiniproxy.tokens;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts the tokens of a text as OpenAI's models of the o200k vocabulary cut it: into words, and of the pieces of each word, which are
 * bytes at first, the pair that is the oldest token becomes one, until no pair is a token. Threadsafe.
 *
 * @see <a href="https://github.com/openai/tiktoken/blob/main/tiktoken_ext/openai_public.py">tiktoken: o200k_base</a>
 */
final class BytePairs {
    private static final String LOWER_WORD = "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+";
    private static final String UPPER_WORD = "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*";
    private static final String ENDING = "(?i:'s|'t|'re|'ve|'m|'ll|'d)?";
    private static final String OTHER = "\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    private static final Pattern WORD = Pattern.compile(
            LOWER_WORD + ENDING + "|" + UPPER_WORD + ENDING + "|" + OTHER, Pattern.UNICODE_CHARACTER_CLASS);

    private final Vocabulary vocabulary;

    BytePairs(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Returns how many tokens {@code text} has. */
    long count(String text) {
        long tokens = 0;
        for (Matcher words = WORD.matcher(text); words.find(); ) {
            tokens += tokensOf(words.group().getBytes(StandardCharsets.UTF_8));
        }
        return tokens;
    }

    private int tokensOf(byte[] word) {
        return vocabulary.rank(word, 0, word.length) == Vocabulary.NONE ? new Pieces(word).merge() : 1;
    }

    /** Those of one word. */
    private final class Pieces {
        private final byte[] word;
        /** Of each piece, by its first byte: where the next one begins. */
        private final int[] next;
        /** Of each piece, by its first byte: where the one before begins. */
        private final int[] previous;
        /** Of each piece, by its first byte: the rank of it and the next together. */
        private final int[] ranks;
        /** A pair's rank in the upper half, its first byte in the lower; also of pairs that are gone. */
        private final PriorityQueue<Long> pairs;

        Pieces(byte[] word) {
            this.word = word;
            next = new int[word.length];
            previous = new int[word.length];
            ranks = new int[word.length];
            pairs = new PriorityQueue<>(word.length);
            Arrays.setAll(next, i -> i + 1);
            Arrays.setAll(previous, i -> i - 1);
            for (int i = 0; i < word.length; i++) {
                addPair(i);
            }
        }

        private void addPair(int first) {
            int second = next[first];
            ranks[first] = second == word.length ? Vocabulary.NONE : vocabulary.rank(word, first, next[second]);
            if (ranks[first] != Vocabulary.NONE) {
                pairs.add((long) ranks[first] << Integer.SIZE | first);
            }
        }

        /** Returns how many are left in the end. */
        int merge() {
            int left = word.length;
            for (Long pair = pairs.poll(); pair != null; pair = pairs.poll()) {
                int first = pair.intValue();
                if (ranks[first] == pair >> Integer.SIZE) {
                    merge(first);
                    left--;
                }
            }
            return left;
        }

        private void merge(int first) {
            int second = next[first];
            next[first] = next[second];
            if (next[first] < word.length) {
                previous[next[first]] = first;
            }
            ranks[second] = Vocabulary.NONE;
            addPair(first);
            if (first > 0) {
                addPair(previous[first]);
            }
        }
    }
}
