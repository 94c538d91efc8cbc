package io.infiniproxy.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads {@code application.properties} and puts the environment's values, or those of {@code .env}, in place of its
 * {@code {{env:NAME:default}}}.
 */
final class SettingsReader {
    private static final String FILE = "application.properties";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{env:([^:}]+):?([^}]*)}}");

    private final Map<String, String> environment;
    private final Map<String, String> dotEnv;
    private final Map<String, String> environmentNames = new HashMap<>();

    SettingsReader(Map<String, String> environment, Map<String, String> dotEnv) {
        this.environment = environment;
        this.dotEnv = dotEnv;
    }

    /** Returns every property by its name, resolved. A property that a file of the user leaves out has its default. */
    Map<String, String> read(Home home) {
        Map<String, String> properties = new LinkedHashMap<>();
        putAll(properties, Home.openBundled(FILE), "the jar's " + FILE);
        putAll(properties, home.open(FILE), home.origin(FILE));
        environmentNames.forEach((name, variable) -> value(variable).ifPresent(value -> properties.put(name, value)));
        return properties;
    }

    /** Returns the environment variable of each property that was read and has one. */
    Map<String, String> environmentNames() {
        return environmentNames;
    }

    private void putAll(Map<String, String> properties, Optional<InputStream> source, String origin) {
        Properties file = new Properties();
        try (Reader reader = new InputStreamReader(
                source.orElseThrow(() -> new InvalidSettingException("There is no file " + origin)),
                StandardCharsets.UTF_8)) {
            file.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidSettingException("Cannot read " + origin + ": " + e.getMessage());
        }
        for (String name : file.stringPropertyNames()) {
            String value = file.getProperty(name);
            properties.put(name, resolve(value));
            Matcher placeholder = PLACEHOLDER.matcher(value);
            if (placeholder.find()) {
                environmentNames.put(name, placeholder.group(1));
            }
        }
    }

    private String resolve(String value) {
        Function<MatchResult, String> replacement =
                match -> Matcher.quoteReplacement(variable(match.group(1), match.group(2)));
        return PLACEHOLDER.matcher(value).replaceAll(replacement).strip();
    }

    private String variable(String name, String defaultValue) {
        return value(name).orElse(defaultValue);
    }

    /**
     * Returns what the environment or {@code .env} says, also where the file has a value instead of a placeholder. The names that
     * the environment has in capitals are also looked up in small letters, as {@code https_proxy} is.
     */
    private Optional<String> value(String variable) {
        return Stream.of(environment, dotEnv)
                .flatMap(source -> Stream.of(source.get(variable), source.get(variable.toLowerCase(Locale.ROOT))))
                .filter(SettingsReader::isSet)
                .map(String::strip)
                .findFirst();
    }

    /** The value that {@code .env} templates have where a key goes means that there is none. */
    static boolean isSet(String value) {
        return value != null && !value.isBlank() && !value.strip().equals("your-api-key-here");
    }
}
