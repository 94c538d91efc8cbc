package io.infiniproxy.sql;

/** The database cannot be used; the message is one sentence for whoever starts the proxy and never holds a password. */
public sealed class DatabaseException extends RuntimeException
        permits InvalidDatabaseUrlException, DatabaseUnavailableException, PythonDatabaseException, UnsupportedSchemaException {

    DatabaseException(String message) {
        super(message);
    }

    DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
