package io.infiniproxy.bench.load;

/** An answer is not what the backend has sent; the message says what was expected and what came. */
final class WrongAnswerException extends RuntimeException {
    WrongAnswerException(String message) {
        super(message);
    }
}
