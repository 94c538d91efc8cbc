package io.infiniproxy.check;

import io.infiniproxy.texts.Texts;
import java.io.IOException;

/** What to do about a failure. */
public interface Advice {
    /** The words of a check in English, whoever reads them. */
    Texts ENGLISH = words(null);

    /** Nothing that the settings of this process could mend. */
    Advice NONE = new Advice() {
        @Override
        public Texts words() {
            return ENGLISH;
        }

        @Override
        public String ofStatus(int status) {
            return "";
        }

        @Override
        public String ofCause(IOException cause) {
            return words().get("noAnswer", cause);
        }
    };

    /** Returns the words of a check in the language that this header prefers. */
    static Texts words(String acceptLanguage) {
        return Texts.of("io.infiniproxy.check.words", acceptLanguage);
    }

    /** Returns the words that a check is told in. */
    Texts words();

    /** Returns a sentence about an answer of this status, or an empty text. */
    String ofStatus(int status);

    /** Returns what went wrong, and what to do about it, when no answer came. */
    String ofCause(IOException cause);

    /** Returns the words for any failure of a trial. */
    default String ofFailure(IOException failure) {
        return failure instanceof UnusableAnswerException ? failure.getMessage() : ofCause(failure);
    }
}
