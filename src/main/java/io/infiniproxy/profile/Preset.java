package io.infiniproxy.profile;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * One file of {@code resources/profiles}.
 *
 * @param flags those of the file, and the default's others
 * @param hosts the backends that it is meant for; a port has a colon before it, a star stands for any beginning
 * @param models a regular expression of the models that it is meant for; empty means all
 * @param anyHost whether it is also meant for backends that no file names
 */
record Preset(String name, Map<String, String> flags, List<String> hosts, String models, boolean anyHost) {
    static final String DEFAULT = "default";

    /** Those that are for some models of a host stand before the one for all of them, the narrower first. */
    static final List<String> NAMES = List.of(
            DEFAULT, "openai-reasoning-5.4", "openai-reasoning-5.2", "openai-reasoning-5.1", "openai-reasoning-5",
            "openai-reasoning", "openai", "deepseek", "kimi", "glm", "mistral", "gemini", "openrouter", "vllm", "llama.cpp", "ollama", "replaying");

    private static final String GUESS = "guess.";

    private static final Map<String, Preset> ALL = readAll();

    /** Returns all, in the order of their names. */
    static Collection<Preset> all() {
        return ALL.values();
    }

    /** Returns the one of this name, which is one of {@link #NAMES}. */
    static Preset named(String name) {
        return ALL.get(name);
    }

    private static Map<String, Preset> readAll() {
        Map<String, String> defaults = load(DEFAULT);
        Map<String, Preset> presets = new LinkedHashMap<>();
        NAMES.forEach(name -> presets.put(name, read(name, defaults)));
        return presets;
    }

    private static Preset read(String name, Map<String, String> defaults) {
        Map<String, String> own = load(name);
        Map<String, String> flags = new HashMap<>(defaults);
        flags.putAll(own);
        flags.keySet().removeIf(key -> key.startsWith(GUESS));
        List<String> hosts = Stream.of(own.getOrDefault(GUESS + "hosts", "").split(","))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .toList();
        return new Preset(
                name,
                Map.copyOf(flags),
                hosts,
                own.getOrDefault(GUESS + "models", ""),
                Boolean.parseBoolean(own.getOrDefault(GUESS + "anyHost", "false")));
    }

    private static Map<String, String> load(String name) {
        Properties file = new Properties();
        String path = "/profiles/" + name + ".properties";
        try (Reader reader = new InputStreamReader(Preset.class.getResourceAsStream(path), StandardCharsets.UTF_8)) {
            file.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
        Map<String, String> values = new HashMap<>();
        file.stringPropertyNames().forEach(key -> values.put(key, file.getProperty(key)));
        return values;
    }

    boolean isForHost(URI backend) {
        String host = backend.getHost().toLowerCase(Locale.ROOT);
        return hosts.stream()
                .anyMatch(named -> host.equals(named)
                        || host.endsWith("." + named)
                        || named.startsWith("*") && host.endsWith(named.substring(1))
                        || named.equals(":" + backend.getPort()));
    }

    /** A provider may stand in front of the model: {@code openai/gpt-5}. */
    boolean isForModel(String model) {
        String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return models.isEmpty() || name.matches(models);
    }
}
