package io.infiniproxy.admin;

import io.infiniproxy.audit.Actor;
import io.infiniproxy.keys.AdminToken;
import io.infiniproxy.keys.SignedIn;
import io.infiniproxy.route.AuthenticateClient;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;

/** Tells the admin's requests: by the admin token, or by the session cookie of the page. A token that is sent decides alone. */
public final class AdminCredentials {
    /** How the commands of infiniproxy name themselves. */
    public static final String CLI_USER_AGENT = "infiniproxy-cli";

    private final AdminToken token;
    private final PageSession session;
    private final FailedSignIns failures;

    public AdminCredentials(AdminToken token, PageSession session, FailedSignIns failures) {
        this.token = token;
        this.session = session;
        this.failures = failures;
    }

    /** Returns whether the request comes with the admin token. */
    boolean areWith(ClientConnection client) {
        String bearer = bearer(client);
        return bearer != null && !failures.areTooMany(client) && token.matches(bearer);
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
        if (areWith(client)) {
            return CLI_USER_AGENT.equals(client.request().header("user-agent")) ? Actor.CLI : Actor.ADMIN;
        }
        return switch (session.of(client).orElse(null)) {
            case SignedIn.Admin admin -> Actor.ADMIN_PAGE;
            case SignedIn.User user -> throw new RefusedException(403, AdminTexts.of(client).get("adminOnly"));
            case null -> {
                countWrong(client);
                throw new RefusedException(401, AdminTexts.of(client).get(refusal(client)));
            }
        };
    }

    private static String bearer(ClientConnection client) {
        return AuthenticateClient.bearer(client.request().header("authorization"));
    }

    private static String refusal(ClientConnection client) {
        if (bearer(client) != null) {
            return "wrongAdminToken";
        }
        return SessionCookie.of(client) == null ? "noAdminToken" : "sessionEnded";
    }
}
