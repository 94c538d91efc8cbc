package io.infiniproxy.admin;

import io.infiniproxy.route.AuthenticateClient;
import io.infiniproxy.route.stream.ClientConnection;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Tells whose request it is, which may be nobody's: a page that is opened has to ask who is signed in. What comes with a token, a key or a
 * session is checked as ever.
 */
public final class AuthenticateVisitor implements Processor {
    private final AuthenticateAdminOrClient authenticate;

    public AuthenticateVisitor(AuthenticateAdminOrClient authenticate) {
        this.authenticate = authenticate;
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        if (AuthenticateClient.presentsKey(client) || SessionCookie.of(client) != null) {
            authenticate.process(exchange);
        }
    }
}
