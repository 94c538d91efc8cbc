package io.infiniproxy.admin;

import io.infiniproxy.keys.SignedIn;
import io.infiniproxy.route.AuthenticateClient;
import io.infiniproxy.route.Variables;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;
import io.infiniproxy.sql.DatabaseUnavailableException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Tells whose request it is: the admin's, or that of a client with an API key; by token, key or session. */
public final class AuthenticateAdminOrClient implements Processor {
    private final AdminCredentials credentials;
    private final PageSession session;
    private final AuthenticateClient authenticateClient;

    public AuthenticateAdminOrClient(
            AdminCredentials credentials, PageSession session, AuthenticateClient authenticateClient) {
        this.credentials = credentials;
        this.session = session;
        this.authenticateClient = authenticateClient;
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        if (credentials.areWith(client)) {
            exchange.setVariable(Variables.IS_ADMIN, true);
            return;
        }
        switch (session.of(client).orElse(null)) {
            case SignedIn.Admin admin -> exchange.setVariable(Variables.IS_ADMIN, true);
            case SignedIn.User user -> exchange.setVariable(Variables.CALLER, user.caller());
            case null -> authenticateClient(exchange, client);
        }
    }

    /** What is no API key may be a guess at the admin token. */
    private void authenticateClient(Exchange exchange, ClientConnection client) {
        SessionCookie.refuseEnded(client);
        try {
            authenticateClient.process(exchange);
        } catch (RefusedException | DatabaseUnavailableException e) {
            credentials.countWrong(client);
            throw e;
        }
    }
}
