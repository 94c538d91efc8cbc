package io.infiniproxy.backend;

import java.io.IOException;

/** The HTTP proxy towards the backend does not let the call through: the backend has not seen it. */
public final class ProxyRefusedException extends IOException {
    private static final long serialVersionUID = 1;

    /** {@code status} is the proxy's answer to {@code CONNECT}. */
    public ProxyRefusedException(int status) {
        super("The HTTPS_PROXY refuses the connection to the backend with status " + status
                + (status == 407 ? ": expected a user and a password in its URL that it takes" : ""));
    }
}
