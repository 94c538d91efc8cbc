package io.infiniproxy.admin;

import io.infiniproxy.route.stream.ClientConnection;
import io.infiniproxy.texts.Texts;
import io.infiniproxy.translate.Change;

/** What the admin endpoints say to people, in the language that the client prefers. */
final class AdminTexts {
    private final Texts texts;
    private final Texts reasons;

    private AdminTexts(String acceptLanguage) {
        texts = Texts.of("io.infiniproxy.admin.texts", acceptLanguage);
        reasons = Texts.of("io.infiniproxy.admin.reasons", acceptLanguage);
    }

    static AdminTexts of(ClientConnection client) {
        return of(client.request().header("accept-language"));
    }

    static AdminTexts of(String acceptLanguage) {
        return new AdminTexts(acceptLanguage);
    }

    /** Returns the text of this name, with the values filled in. */
    String get(String name, Object... values) {
        return texts.get(name, values);
    }

    /** Returns why something was changed; the English words are the translation's own. */
    String reason(Change change) {
        String name = change.why().name();
        return reasons.has(name) ? change.reason(reasons.pattern(name)) : change.reason();
    }
}
