package io.infiniproxy.check;

import java.io.IOException;

/** What to do about a failure. */
public interface Advice {
    /** Nothing that the settings of this process could mend. */
    Advice NONE = new Advice() {
        @Override
        public String ofStatus(int status) {
            return "";
        }

        @Override
        public String ofCause(IOException cause) {
            return "no answer came (" + cause + ")";
        }
    };

    /** Returns a sentence about an answer of this status, or an empty text. */
    String ofStatus(int status);

    /** Returns what went wrong, and what to do about it, when no answer came. */
    String ofCause(IOException cause);

    /** Returns the words for any failure of a trial. */
    default String ofFailure(IOException failure) {
        return failure instanceof UnusableAnswerException ? failure.getMessage() : ofCause(failure);
    }
}
