package io.infiniproxy.admin;

import io.infiniproxy.route.stream.ClientConnection;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Refuses every request but the admin's. */
public final class AuthenticateAdmin implements Processor {
    private final AdminCredentials credentials;

    public AuthenticateAdmin(AdminCredentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public void process(Exchange exchange) {
        credentials.require(ClientConnection.of(exchange));
    }
}
