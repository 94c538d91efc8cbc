package io.infiniproxy.admin;

import io.infiniproxy.keys.Caller;
import io.infiniproxy.route.JsonAnswer;
import io.infiniproxy.route.Variables;
import io.infiniproxy.route.stream.ClientConnection;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers who is signed in, if anybody is. */
public final class ShowSession implements Processor {
    private record Session(String role, Long userId, String username, Long apiKeyId) {
        private static final Session ADMIN = new Session("admin", null, null, null);
        private static final Session NOBODYS = new Session(null, null, null, null);

        static Session of(Caller caller) {
            return caller == null ? NOBODYS : new Session("user", caller.userId(), caller.username(), caller.apiKeyId());
        }
    }

    @Override
    public void process(Exchange exchange) {
        boolean isAdmin = Boolean.TRUE.equals(exchange.getVariable(Variables.IS_ADMIN));
        Session session = isAdmin ? Session.ADMIN : Session.of(exchange.getVariable(Variables.CALLER, Caller.class));
        JsonAnswer.send(ClientConnection.of(exchange), session);
    }
}
