package io.infiniproxy.journal;

/** The journal cannot take an entry: its disk is full, or fails. The message says which, and never holds the entry. */
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
