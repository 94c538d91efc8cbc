package io.infiniproxy.sql;

/** The database URL is not one that we can open. */
public final class InvalidDatabaseUrlException extends DatabaseException {

    InvalidDatabaseUrlException(String message) {
        super(message);
    }
}
