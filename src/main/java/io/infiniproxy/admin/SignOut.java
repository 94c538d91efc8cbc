package io.infiniproxy.admin;

import io.infiniproxy.keys.Sessions;
import io.infiniproxy.route.JsonAnswer;
import io.infiniproxy.route.stream.ClientConnection;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Ends the session that the request comes with. */
public final class SignOut implements Processor {
    private final Sessions sessions;

    public SignOut(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        String session = SessionCookie.of(client);
        if (session != null) {
            sessions.close(session);
        }
        Done done = new Done(AdminTexts.of(client).get("signedOut"));
        JsonAnswer.send(client, 200, SessionCookie.closing(client), done);
    }
}
