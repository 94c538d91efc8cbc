package io.infiniproxy.admin;

import io.infiniproxy.audit.Actor;
import io.infiniproxy.audit.AuditAction;
import io.infiniproxy.audit.AuditChange;
import io.infiniproxy.audit.AuditLog;
import io.infiniproxy.json.Json;
import io.infiniproxy.keys.AdminSessions;
import io.infiniproxy.keys.AdminToken;
import io.infiniproxy.route.JsonAnswer;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Gives whoever knows the admin token a session. Who tried is audited before they are told what came of it. */
public final class SignIn implements Processor {
    /** Longer than any token that a person would set. */
    private static final int MAX_TOKEN_LENGTH = 1_000;

    private final AdminToken token;
    private final AdminSessions sessions;
    private final FailedSignIns failures;
    private final AuditLog audit;

    public SignIn(AdminToken token, AdminSessions sessions, FailedSignIns failures, AuditLog audit) {
        this.token = token;
        this.sessions = sessions;
        this.failures = failures;
        this.audit = audit;
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        AdminTexts texts = AdminTexts.of(client);
        failures.requireFew(client);
        String presented = RequestValues.ofBody(exchange).requiredText("token", MAX_TOKEN_LENGTH);
        if (!token.matches(presented)) {
            failures.add(client.address());
            audit.add(attempt(AuditAction.SIGN_IN_FAILED, client));
            throw new RefusedException(401, texts.get("wrongAdminToken"));
        }
        audit.add(attempt(AuditAction.SIGN_IN, client));
        var cookie = SessionCookie.opening(sessions.open(), client);
        JsonAnswer.send(client, 200, cookie, new Done(texts.get("signedIn")));
    }

    private static AuditChange attempt(AuditAction action, ClientConnection client) {
        return new AuditChange(
                Actor.ADMIN_PAGE, action, null, null, Json.MAPPER.createObjectNode().put("address", client.address()));
    }
}
