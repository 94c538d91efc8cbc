package io.infiniproxy.texts;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** What is said to people: in Chinese where {@code Accept-Language} prefers it, else in English. */
public final class Texts {
    /** The one without a language is English; whatever language the machine has, it stays so. */
    private static final Control ENGLISH_WITHOUT_LANGUAGE = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    /** No browser sends a longer header, and to read one takes long. */
    private static final int LONGEST_WISH = 500;

    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.CHINESE);

    private final ResourceBundle bundle;

    private Texts(String name, Locale language) {
        bundle = ResourceBundle.getBundle(name, language, ENGLISH_WITHOUT_LANGUAGE);
    }

    /** Returns the texts of the bundle {@code name} in the language that this header prefers, which may be null. */
    public static Texts of(String name, String acceptLanguage) {
        return new Texts(name, language(acceptLanguage == null ? "" : acceptLanguage.strip()));
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

    /** Returns whether these texts have the name. */
    public boolean has(String name) {
        return bundle.containsKey(name);
    }

    /** Returns the text of this name as it stands in its file. */
    public String pattern(String name) {
        return bundle.getString(name);
    }

    /** Returns the text of this name, with the values filled in. */
    public String get(String name, Object... values) {
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
