package io.infiniproxy.admin;

import io.infiniproxy.keys.AdminSessions;
import io.infiniproxy.keys.AdminToken;
import io.infiniproxy.route.AuthenticateClient;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;

/** Tells the admin's requests: by the admin token, or by the session cookie of the page. A token that is sent decides alone. */
public final class AdminCredentials {
    private final AdminToken token;
    private final AdminSessions sessions;

    public AdminCredentials(AdminToken token, AdminSessions sessions) {
        this.token = token;
        this.sessions = sessions;
    }

    /** Returns whether the request comes with the admin token or an open session. */
    boolean areWith(ClientConnection client) {
        String bearer = bearer(client);
        return bearer == null ? hasSession(client) : token.matches(bearer);
    }

    /** Refuses every request but the admin's. */
    void require(ClientConnection client) {
        if (!areWith(client)) {
            throw new RefusedException(401, AdminTexts.of(client).get(refusal(client)));
        }
        if (bearer(client) == null && isChange(client) && client.request().header("x-requested-with") == null) {
            throw new RefusedException(403, AdminTexts.of(client).get("notFromPage"));
        }
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
