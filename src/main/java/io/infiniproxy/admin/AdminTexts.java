package io.infiniproxy.admin;

import io.infiniproxy.route.stream.ClientConnection;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** What the admin endpoints say to people: in Chinese where {@code Accept-Language} prefers it, else in English. */
final class AdminTexts {
    private static final String BUNDLE = "io.infiniproxy.admin.texts";

    /** The one without a language is English; whatever language the machine has, it stays so. */
    private static final Control ENGLISH_WITHOUT_LANGUAGE = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    /** No browser sends a longer header, and to read one takes long. */
    private static final int LONGEST_WISH = 500;

    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.CHINESE);

    private final ResourceBundle bundle;

    private AdminTexts(Locale language) {
        bundle = ResourceBundle.getBundle(BUNDLE, language, ENGLISH_WITHOUT_LANGUAGE);
    }

    /** Returns the texts in the language that the client prefers. */
    static AdminTexts of(ClientConnection client) {
        return of(client.request().header("accept-language"));
    }

    static AdminTexts of(String acceptLanguage) {
        return new AdminTexts(language(acceptLanguage == null ? "" : acceptLanguage.strip()));
    }

    private static Locale language(String acceptLanguage) {
        if (acceptLanguage.length() > LONGEST_WISH) {
            return Locale.ENGLISH;
        }
        try {
            Locale known = Locale.lookup(LanguageRange.parse(acceptLanguage), LANGUAGES);
            return known == null ? Locale.ENGLISH : known;
        } catch (IllegalArgumentException e) {
            return Locale.ENGLISH; // a wish that cannot be read is no reason to refuse the request
        }
    }

    /** Returns the text of this name, with the values filled in. */
    String get(String name, Object... values) {
        return MessageFormat.format(bundle.getString(name), texts(values));
    }

    /** As texts: numbers would be grouped, {@code 1,234}. */
    private static Object[] texts(Object[] values) {
        Object[] texts = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            texts[i] = String.valueOf(values[i]);
        }
        return texts;
    }
}
