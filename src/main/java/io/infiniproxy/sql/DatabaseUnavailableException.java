package io.infiniproxy.sql;

/** The database does not answer, or not as a database should. */
public final class DatabaseUnavailableException extends DatabaseException {

    public DatabaseUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
