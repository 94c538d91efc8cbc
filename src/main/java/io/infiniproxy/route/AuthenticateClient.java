package io.infiniproxy.route;

import io.infiniproxy.keys.AdminToken;
import io.infiniproxy.keys.ApiKey;
import io.infiniproxy.keys.ApiKeyAuthenticator;
import io.infiniproxy.keys.Caller;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Tells by the API key whose request it is, and begins to measure what it uses. Refuses requests without a good key. */
public final class AuthenticateClient implements Processor {
    private static final int MAX_FAMILY_LENGTH = 40;

    private final ApiKeyAuthenticator authenticator;
    private final AdminToken adminToken;

    public AuthenticateClient(ApiKeyAuthenticator authenticator, AdminToken adminToken) {
        this.authenticator = authenticator;
        this.adminToken = adminToken;
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        Caller caller = caller(client);
        exchange.setVariable(Variables.CALLER, caller);
        exchange.setVariable(
                Variables.USAGE_METER,
                new UsageMeter(
                        client.requestId(),
                        caller,
                        client.request().path(),
                        family(client.request().header("user-agent")),
                        client.request().header("x-claude-code-session-id")));
    }

    private Caller caller(ClientConnection client) {
        for (String key : presentedKeys(client)) {
            Optional<Caller> known = authenticator.authenticate(key);
            if (known.isPresent() && !adminToken.matches(key)) { // last: a guess at the token must learn nothing here
                return known.get();
            }
        }
        throw new RefusedException(401, refusal(client));
    }

    /**
     * Returns the keys of {@code x-api-key} and {@code Authorization: Bearer}: both SDKs' ways work everywhere. Claude Code sends
     * both headers where both are set, and only one of them may be meant for this server.
     */
    private static Set<String> presentedKeys(ClientConnection client) {
        Set<String> keys = new LinkedHashSet<>();
        keys.add(Objects.requireNonNullElse(client.request().header("x-api-key"), "").strip());
        keys.add(Objects.requireNonNullElse(bearer(client.request().header("authorization")), ""));
        keys.remove("");
        return keys;
    }

    /** Returns whether a request comes with a key or token, good or not. */
    public static boolean presentsKey(ClientConnection client) {
        return !presentedKeys(client).isEmpty();
    }

    /** Returns how the first key begins that a request comes with. */
    public static String keyPrefix(ClientConnection client) {
        return presentedKeys(client).stream().findFirst().map(ApiKey::prefixOf).orElse(null);
    }

    /** Returns the token of an {@code Authorization: Bearer} header, or null. */
    public static String bearer(String authorization) {
        boolean bearer = authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7);
        return bearer ? authorization.substring(7).strip() : null;
    }

    private static String refusal(ClientConnection client) {
        return presentsKey(client)
                ? "The API key is not known, not active, or has expired"
                : "Expected an API key in the header x-api-key or Authorization: Bearer, got none";
    }

    /** {@code claude-cli/2.1.330 (external, cli)} is of the family {@code claude-cli}. */
    private static String family(String userAgent) {
        if (userAgent == null || userAgent.isBlank()) {
            return null;
        }
        String stripped = userAgent.strip();
        int end = 0;
        while (end < Math.min(MAX_FAMILY_LENGTH, stripped.length()) && stripped.charAt(end) != '/' && stripped.charAt(end) != ' ') {
            end++;
        }
        return stripped.substring(0, end);
    }
}
