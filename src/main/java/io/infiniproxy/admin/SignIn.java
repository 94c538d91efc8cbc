package io.infiniproxy.admin;

import io.infiniproxy.audit.Actor;
import io.infiniproxy.audit.AuditAction;
import io.infiniproxy.audit.AuditChange;
import io.infiniproxy.audit.AuditLog;
import io.infiniproxy.json.Json;
import io.infiniproxy.keys.AdminToken;
import io.infiniproxy.keys.Sessions;
import io.infiniproxy.route.JsonAnswer;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Gives whoever knows the admin token or has an API key a session. Who tried the token is audited before they are told what came of
 * it; what users do is none of the audit's.
 */
public final class SignIn implements Processor {
    /** Longer than any token that a person would set. */
    private static final int MAX_TOKEN_LENGTH = 1_000;

    private final AdminToken token;
    private final Sessions sessions;
    private final FailedSignIns failures;
    private final AuditLog audit;

    public SignIn(AdminToken token, Sessions sessions, FailedSignIns failures, AuditLog audit) {
        this.token = token;
        this.sessions = sessions;
        this.failures = failures;
        this.audit = audit;
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        refuseOtherSites(client);
        failures.requireFew(client);
        RequestValues values = RequestValues.ofBody(exchange);
        String apiKey = values.text("api_key", MAX_TOKEN_LENGTH);
        String session = apiKey == null
                ? admin(client, values.requiredText("token", MAX_TOKEN_LENGTH))
                : user(client, apiKey);
        var cookie = SessionCookie.opening(session, client);
        JsonAnswer.send(client, 200, cookie, new Done(AdminTexts.of(client).get("signedIn")));
    }

    /** Another site could sign its visitors in with a key of its own. All browsers send {@code Origin} with such a request. */
    private static void refuseOtherSites(ClientConnection client) {
        if (client.request().header("origin") != null && client.request().header("x-requested-with") == null) {
            throw new RefusedException(403, AdminTexts.of(client).get("notFromPage"));
        }
    }

    private String admin(ClientConnection client, String presented) {
        if (!token.matches(presented)) {
            failures.add(client.address());
            audit.add(attempt(AuditAction.SIGN_IN_FAILED, client));
            throw new RefusedException(401, AdminTexts.of(client).get("wrongAdminToken"));
        }
        audit.add(attempt(AuditAction.SIGN_IN, client));
        return sessions.openForAdmin();
    }

    /** The admin token is no API key, even where somebody took it from one. */
    private String user(ClientConnection client, String apiKey) {
        return sessions.openForUser(apiKey).filter(opened -> !token.matches(apiKey)).orElseThrow(() -> {
            failures.add(client.address());
            return new RefusedException(401, AdminTexts.of(client).get("wrongApiKey"));
        });
    }

    private static AuditChange attempt(AuditAction action, ClientConnection client) {
        return new AuditChange(
                Actor.ADMIN_PAGE, action, null, null, Json.MAPPER.createObjectNode().put("address", client.address()));
    }
}
