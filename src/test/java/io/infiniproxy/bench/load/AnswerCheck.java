package io.infiniproxy.bench.load;

/** Checks an answer's body while it arrives, to the last letter. Used for one answer after the other. */
interface AnswerCheck {
    /** Makes it ready for the next answer. */
    void clear();

    /**
     * Takes the next bytes of the body.
     *
     * @throws WrongAnswerException when they are not what they must be
     */
    void accept(byte[] bytes, int from, int to);

    /** Whether some of the answer's text has come. */
    boolean hasText();

    /**
     * The body has ended.
     *
     * @throws WrongAnswerException when something is missing
     */
    void end();
}
