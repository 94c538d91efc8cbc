package io.infiniproxy.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Ends an answer's text before the first stop sequence in it: not every backend takes any or all of them, and some take them and
 * go on. Holds back no more than what could be the beginning of one. One instance an answer; not thread-safe.
 *
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/handling-stop-reasons">Handling stop reasons</a>
 */
final class StopSequences {
    private final List<String> sequences;
    private final Consumer<String> text;
    private final Consumer<String> stop;
    private final StringBuilder held = new StringBuilder();
    private String met;

    /** Empty sequences are none; {@code stop} is told the first that is met. */
    StopSequences(List<String> sequences, Consumer<String> text, Consumer<String> stop) {
        this.sequences = new ArrayList<>(sequences);
        this.sequences.removeIf(String::isEmpty);
        this.text = text;
        this.stop = stop;
    }

    /** Passes on what cannot be part of a sequence; nothing more once one has been met. */
    void accept(String piece) {
        if (met != null) {
            return;
        }
        if (sequences.isEmpty()) {
            text.accept(piece);
            return;
        }
        held.append(piece);
        int first = firstSequence();
        if (met == null) {
            pass(held.length() - beginningOfSequence());
        } else {
            pass(first);
            stop.accept(met);
        }
    }

    /** Passes on what is held: the text ends here, or something else comes in between. */
    void end() {
        if (met == null) {
            pass(held.length());
        }
    }

    /** Whether a sequence has ended the text. */
    boolean isMet() {
        return met != null;
    }

    /** Finds the sequence that is complete first; of two that end at the same character, the longer. */
    private int firstSequence() {
        int start = -1;
        int end = Integer.MAX_VALUE;
        for (String sequence : sequences) {
            int found = held.indexOf(sequence);
            int foundEnd = found + sequence.length();
            if (found >= 0 && (foundEnd < end || foundEnd == end && found < start)) {
                start = found;
                end = foundEnd;
                met = sequence;
            }
        }
        return start;
    }

    /** How many of the last characters could begin a sequence. */
    private int beginningOfSequence() {
        int longest = 0;
        for (String sequence : sequences) {
            int length = Math.min(sequence.length() - 1, held.length());
            while (length > longest && !sequence.startsWith(held.substring(held.length() - length))) {
                length--;
            }
            longest = Math.max(longest, length);
        }
        return longest;
    }

    private void pass(int length) {
        if (length > 0) {
            text.accept(held.substring(0, length));
            held.delete(0, length);
        }
    }
}
