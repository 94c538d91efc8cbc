package io.infiniproxy.admin;

import io.infiniproxy.audit.Actor;
import io.infiniproxy.route.Variables;
import io.infiniproxy.route.stream.ClientConnection;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Refuses every request but the admin's, and tells how the admin comes. */
public final class AuthenticateAdmin implements Processor {
    private final AdminCredentials credentials;

    public AuthenticateAdmin(AdminCredentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public void process(Exchange exchange) {
        exchange.setVariable(Variables.ACTOR, credentials.require(ClientConnection.of(exchange)));
    }

    /** Returns whose request it is, behind this step. */
    static Actor actor(Exchange exchange) {
        return exchange.getVariable(Variables.ACTOR, Actor.class);
    }
}
