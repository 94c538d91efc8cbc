package io.infiniproxy.admin;

import io.infiniproxy.keys.Sessions;
import io.infiniproxy.route.AuthenticateClient;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;
import java.util.Map;

/** The cookie that keeps the page signed in: no script can read it, and no other site can have it sent. */
final class SessionCookie {
    private static final String NAME = "infiniproxy_session";

    private SessionCookie() {}

    /** Returns the session id that the request comes with, or null. */
    static String of(ClientConnection client) {
        return client.request().cookie(NAME);
    }

    /** Refuses a request that comes with the cookie of a session that has ended, and nothing else: it is to be told just that. */
    static void refuseEnded(ClientConnection client) {
        if (of(client) != null && !AuthenticateClient.presentsKey(client)) {
            throw new RefusedException(401, AdminTexts.of(client).get("sessionEnded"));
        }
    }

    /** Returns the header that gives the browser this session. */
    static Map<String, String> opening(String id, ClientConnection client) {
        return header(id, Sessions.LIFETIME.toSeconds(), client);
    }

    /** Returns the header that takes the session from the browser. */
    static Map<String, String> closing(ClientConnection client) {
        return header("", 0, client);
    }

    private static Map<String, String> header(String id, long maxAgeSeconds, ClientConnection client) {
        String secure = client.isSecure() ? "; Secure" : "";
        return Map.of(
                "Set-Cookie",
                NAME + "=" + id + "; Max-Age=" + maxAgeSeconds + "; Path=/; HttpOnly; SameSite=Strict" + secure);
    }
}
