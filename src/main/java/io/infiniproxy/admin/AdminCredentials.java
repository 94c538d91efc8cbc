package io.infiniproxy.admin;

import io.infiniproxy.audit.Actor;
import io.infiniproxy.keys.AdminSessions;
import io.infiniproxy.keys.AdminToken;
import io.infiniproxy.route.AuthenticateClient;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;

/** Tells the admin's requests: by the admin token, or by the session cookie of the page. A token that is sent decides alone. */
public final class AdminCredentials {
    /** How the commands of infiniproxy name themselves. */
    public static final String CLI_USER_AGENT = "infiniproxy-cli";

    private final AdminToken token;
    private final AdminSessions sessions;
    private final FailedSignIns failures;

    public AdminCredentials(AdminToken token, AdminSessions sessions, FailedSignIns failures) {
        this.token = token;
        this.sessions = sessions;
        this.failures = failures;
    }

    /** Returns whether the request comes with the admin token or an open session. */
    boolean areWith(ClientConnection client) {
        String bearer = bearer(client);
        if (bearer == null) {
            return hasSession(client);
        }
        return !failures.areTooMany(client) && token.matches(bearer);
    }

    /** Counts the token of a request as a wrong one, and refuses it otherwise than others when there were too many. */
    void countWrong(ClientConnection client) {
        if (bearer(client) != null) {
            failures.requireFew(client);
            failures.add(client.address());
        }
    }

    /** Refuses every request but the admin's, and returns how the admin comes. */
    Actor require(ClientConnection client) {
        if (!areWith(client)) {
            countWrong(client);
            throw new RefusedException(401, AdminTexts.of(client).get(refusal(client)));
        }
        if (bearer(client) != null) {
            return CLI_USER_AGENT.equals(client.request().header("user-agent")) ? Actor.CLI : Actor.ADMIN;
        }
        if (isChange(client) && client.request().header("x-requested-with") == null) {
            throw new RefusedException(403, AdminTexts.of(client).get("notFromPage"));
        }
        return Actor.ADMIN_PAGE;
    }

    private static String bearer(ClientConnection client) {
        return AuthenticateClient.bearer(client.request().header("authorization"));
    }

    private boolean hasSession(ClientConnection client) {
        String id = SessionCookie.of(client);
        return id != null && sessions.isOpen(id);
    }

    private static String refusal(ClientConnection client) {
        if (bearer(client) != null) {
            return "wrongAdminToken";
        }
        return SessionCookie.of(client) == null ? "noAdminToken" : "sessionEnded";
    }

    /** A browser sends the cookie with another site's form, too, but not this header. */
    private static boolean isChange(ClientConnection client) {
        return !client.request().method().equals("GET") && !client.request().method().equals("HEAD");
    }
}
