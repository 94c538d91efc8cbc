package io.infiniproxy.sql;

import java.nio.file.Path;

/** The file is a database of the Python infiniproxy, which must be imported. Nothing in it was changed. */
public final class PythonDatabaseException extends DatabaseException {
    private final transient Path file;

    PythonDatabaseException(String message, Path file) {
        super(message);
        this.file = file;
    }

    public Path file() {
        return file;
    }
}
