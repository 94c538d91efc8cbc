package io.infiniproxy.testing;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The texts of one language, as they stand in their file. */
public final class Bundles {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d}");

    private Bundles() {}

    /** Returns the texts of a file by their names. */
    public static Map<String, String> read(String name) {
        ResourceBundle bundle =
                ResourceBundle.getBundle(name, Locale.ROOT, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
        return bundle.keySet().stream().collect(Collectors.toMap(key -> key, bundle::getString));
    }

    /** Returns what is filled into each text. */
    public static Map<String, Set<String>> placeholders(Map<String, String> texts) {
        Map<String, Set<String>> placeholders = new TreeMap<>();
        texts.forEach((name, text) -> placeholders.put(
                name, PLACEHOLDER.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet())));
        return placeholders;
    }

    /** Returns whether a text has Chinese characters or punctuation. */
    public static boolean isChinese(String text) {
        return text.codePoints().anyMatch(c -> c >= 0x3000);
    }
}
