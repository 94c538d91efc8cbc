package io.infiniproxy.admin;

import io.infiniproxy.keys.AdminSessions;
import io.infiniproxy.keys.AdminToken;
import io.infiniproxy.route.JsonAnswer;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Gives whoever knows the admin token a session. */
public final class SignIn implements Processor {
    /** Longer than any token that a person would set. */
    private static final int MAX_TOKEN_LENGTH = 1_000;

    private final AdminToken token;
    private final AdminSessions sessions;

    public SignIn(AdminToken token, AdminSessions sessions) {
        this.token = token;
        this.sessions = sessions;
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        AdminTexts texts = AdminTexts.of(client);
        String presented = RequestValues.ofBody(exchange).requiredText("token", MAX_TOKEN_LENGTH);
        if (!token.matches(presented)) {
            throw new RefusedException(401, texts.get("wrongAdminToken"));
        }
        var cookie = SessionCookie.opening(sessions.open(), client);
        JsonAnswer.send(client, 200, cookie, new Done(texts.get("signedIn")));
    }
}
