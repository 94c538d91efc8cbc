package io.infiniproxy.check;

import io.infiniproxy.openai.BackendErrorReader;
import java.io.IOException;
import java.net.http.HttpResponse;

/** An answer that came, but is not what was asked for. */
final class UnusableAnswerException extends IOException {
    private static final long serialVersionUID = 1;

    UnusableAnswerException(String message) {
        super(message);
    }

    /** An answer with an error in it, or with something else than JSON. */
    static UnusableAnswerException of(HttpResponse<byte[]> response, Advice advice) {
        int status = response.statusCode();
        String error = BackendErrorReader.read(status, response.body()).message().replaceFirst("[.\\s]+$", "");
        return new UnusableAnswerException(status + " " + error + ". " + advice.ofStatus(status));
    }
}
