package io.infiniproxy.check;

import java.io.IOException;

/** One of the two APIs, as a check uses it. */
public interface CheckedApi {
    /** What the model is asked. A tool is offered, not demanded: so do the clients that matter. */
    static String prompt(Trial trial) {
        return trial == Trial.TOOL
                ? "Read the file README.md with the tool read_file. Do not answer before."
                : "Answer with the one word: ready";
    }

    /** Returns the request's body. */
    byte[] request(Trial trial, String model);

    /**
     * Reads an answer of status 200.
     *
     * @param contentType the answer's header, or an empty text
     * @throws UnusableAnswerException if it holds an error, or is no answer of this API
     */
    CheckedAnswer read(String contentType, byte[] body) throws IOException;
}
