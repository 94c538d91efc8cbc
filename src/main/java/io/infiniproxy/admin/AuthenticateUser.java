package io.infiniproxy.admin;

import io.infiniproxy.keys.SignedIn;
import io.infiniproxy.route.AuthenticateClient;
import io.infiniproxy.route.Variables;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Tells whose request it is, by an API key or the session that one has opened. The admin is nobody here. */
public final class AuthenticateUser implements Processor {
    private final PageSession session;
    private final AuthenticateClient authenticateClient;

    public AuthenticateUser(PageSession session, AuthenticateClient authenticateClient) {
        this.session = session;
        this.authenticateClient = authenticateClient;
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        switch (session.of(client).orElse(null)) {
            case SignedIn.User user -> exchange.setVariable(Variables.CALLER, user.caller());
            case SignedIn.Admin admin -> throw new RefusedException(403, AdminTexts.of(client).get("usersOnly"));
            case null -> {
                SessionCookie.refuseEnded(client);
                authenticateClient.process(exchange);
            }
        }
    }
}
