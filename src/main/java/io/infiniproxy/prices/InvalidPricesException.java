package io.infiniproxy.prices;

/** The file of prices cannot be used; the message names the line and says what is wrong with it. */
public final class InvalidPricesException extends RuntimeException {

    InvalidPricesException(String message) {
        super(message);
    }
}
