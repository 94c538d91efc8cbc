package io.infiniproxy.bench.run;

/** A target has answered something else than the backend, or not at all: the bench has failed. */
final class WrongAnswersException extends RuntimeException {
    WrongAnswersException(String message) {
        super(message);
    }
}
