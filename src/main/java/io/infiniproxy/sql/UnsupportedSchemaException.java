package io.infiniproxy.sql;

/** The database holds tables of a newer program, or of another one. Nothing in it was changed. */
public final class UnsupportedSchemaException extends DatabaseException {

    UnsupportedSchemaException(String message) {
        super(message);
    }
}
