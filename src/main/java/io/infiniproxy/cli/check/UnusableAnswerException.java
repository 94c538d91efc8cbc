package io.infiniproxy.cli.check;

import java.io.IOException;

/** An answer that came, but is not what was asked for. */
final class UnusableAnswerException extends IOException {
    private static final long serialVersionUID = 1;

    UnusableAnswerException(String message) {
        super(message);
    }
}
