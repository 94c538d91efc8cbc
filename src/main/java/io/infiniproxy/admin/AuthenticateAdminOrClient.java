package io.infiniproxy.admin;

import io.infiniproxy.route.AuthenticateClient;
import io.infiniproxy.route.Variables;
import io.infiniproxy.route.stream.ClientConnection;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Tells whose request it is: the admin's, or that of a client with an API key. For endpoints that change nothing. */
public final class AuthenticateAdminOrClient implements Processor {
    private final AdminCredentials credentials;
    private final AuthenticateClient authenticateClient;

    public AuthenticateAdminOrClient(AdminCredentials credentials, AuthenticateClient authenticateClient) {
        this.credentials = credentials;
        this.authenticateClient = authenticateClient;
    }

    @Override
    public void process(Exchange exchange) {
        if (credentials.areWith(ClientConnection.of(exchange))) {
            exchange.setVariable(Variables.IS_ADMIN, true);
        } else {
            authenticateClient.process(exchange);
        }
    }
}
