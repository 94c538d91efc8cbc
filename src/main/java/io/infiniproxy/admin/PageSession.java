package io.infiniproxy.admin;

import io.infiniproxy.keys.Sessions;
import io.infiniproxy.keys.SignedIn;
import io.infiniproxy.route.AuthenticateClient;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;
import java.util.Optional;

/** Tells who is signed in by the session cookie of a request, and guards the cookie against other web sites. */
public final class PageSession {
    private final Sessions sessions;
    private final RefuseForeignHost refuseForeignHost;

    public PageSession(Sessions sessions, RefuseForeignHost refuseForeignHost) {
        this.sessions = sessions;
        this.refuseForeignHost = refuseForeignHost;
    }

    /**
     * Returns who is signed in; nothing where the session has ended or there is none. A key or token that is sent decides alone: with
     * one, nobody is.
     *
     * @throws RefusedException if another web site could have had the cookie sent
     */
    Optional<SignedIn> of(ClientConnection client) {
        String id = SessionCookie.of(client);
        if (id == null || AuthenticateClient.presentsKey(client)) {
            return Optional.empty();
        }
        Optional<SignedIn> signedIn = sessions.find(id);
        if (signedIn.isPresent()) {
            refuseForeignHost.check(client);
            requireOwnPage(client);
        }
        return signedIn;
    }

    /** A browser sends the cookie with another site's form, too, but not this header. */
    private static void requireOwnPage(ClientConnection client) {
        if (isChange(client) && client.request().header("x-requested-with") == null) {
            throw new RefusedException(403, AdminTexts.of(client).get("notFromPage"));
        }
    }

    private static boolean isChange(ClientConnection client) {
        return !client.request().method().equals("GET") && !client.request().method().equals("HEAD");
    }
}
