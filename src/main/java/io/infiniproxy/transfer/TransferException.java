package io.infiniproxy.transfer;

/** What cannot be taken over. The message is one sentence for whoever asked for it; nothing was changed. */
public final class TransferException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TransferException(String message) {
        super(message);
    }

    TransferException(String message, Throwable cause) {
        super(message, cause);
    }
}
