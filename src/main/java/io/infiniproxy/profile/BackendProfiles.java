package io.infiniproxy.profile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The profile of the backend for each model: the one that is set, or the one that its address and the model's name suggest.
 * Threadsafe.
 */
public final class BackendProfiles {
    private static final int MAX_GUESSES = 1000;

    private final Optional<String> set;
    private final Map<String, String> changes;
    private final URI backend;
    /** Those that were asked for, by name: few of them are. */
    private final Map<String, BackendProfile> profiles = new ConcurrentHashMap<>();
    /** The name of the profile by the name of the model: to guess it takes the patterns of all profiles, too much for each request. */
    private final Cache<String, String> guesses =
            Caffeine.newBuilder().maximumSize(MAX_GUESSES).executor(Runnable::run).build();

    /**
     * @param set the name of a profile, or empty to guess it for each model
     * @param flags changes of single flags, {@code topK=true,inlineSystem=fold}; may be empty
     * @param backend the backend's base URL
     * @throws InvalidProfileException if there is no such profile, flag or value
     */
    public BackendProfiles(Optional<String> set, String flags, URI backend) {
        this(set, changes(flags), backend);
    }

    private BackendProfiles(Optional<String> set, Map<String, String> changes, URI backend) {
        this.set = set;
        this.changes = changes;
        this.backend = backend;
        set.ifPresent(BackendProfiles::check);
        profile(Preset.DEFAULT); // refuses a change that cannot be
    }

    private BackendProfile profile(String name) {
        return profiles.computeIfAbsent(name, missing -> {
            Map<String, String> flags = new HashMap<>(Preset.named(missing).flags());
            flags.putAll(changes);
            return FlagReader.read(flags);
        });
    }

    /**
     * Returns the profiles with more flags changed, of which {@code profile}, where it is given, is the one that is set.
     *
     * @throws InvalidProfileException if there is no such profile, flag or value
     */
    public BackendProfiles with(Optional<String> profile, Map<String, String> flags) {
        Map<String, String> all = new LinkedHashMap<>(changes);
        all.putAll(flags);
        return new BackendProfiles(profile.or(() -> set), all, backend);
    }

    /** Returns the names of all profiles. */
    public static List<String> names() {
        return Preset.NAMES;
    }

    /** Returns the profile for a model of the backend. */
    public BackendProfile forModel(String model) {
        return profile(nameForModel(model));
    }

    /** Returns the name of that profile. */
    public String nameForModel(String model) {
        return set.orElseGet(() -> guesses.get(model, this::guess));
    }

    /** Returns whether the profile is guessed for each model, as none is set. */
    public boolean isGuessed() {
        return set.isEmpty();
    }

    /** Returns the flags of the profile for a model that differ from the default profile's, by name, as they are set. */
    public Map<String, String> flagsBesideDefault(String model) {
        Map<String, String> defaults = Preset.named(Preset.DEFAULT).flags();
        Map<String, String> flags = new TreeMap<>(Preset.named(nameForModel(model)).flags());
        flags.putAll(changes);
        flags.entrySet().removeIf(flag -> flag.getValue().equals(defaults.get(flag.getKey())));
        return flags;
    }

    /** The host tells most: there, a model's name says only which of the host's profiles it is. */
    private String guess(String model) {
        boolean isKnown = Preset.all().stream().anyMatch(preset -> preset.isForHost(backend));
        return Preset.all().stream()
                .filter(preset -> isKnown ? preset.isForHost(backend) : preset.anyHost())
                .filter(preset -> preset.isForModel(model))
                .map(Preset::name)
                .findFirst()
                .orElse(Preset.DEFAULT);
    }

    private static void check(String name) {
        if (!Preset.NAMES.contains(name)) {
            throw new InvalidProfileException(
                    "expected one of " + String.join(", ", Preset.NAMES) + ", got \"" + name + "\"");
        }
    }

    private static Map<String, String> changes(String flags) {
        Map<String, String> changes = new LinkedHashMap<>();
        for (String flag : flags.isBlank() ? new String[0] : flags.split(",")) {
            int equals = flag.indexOf('=');
            if (equals < 0) {
                throw new InvalidProfileException("expected flag=value, got \"" + flag.strip() + "\"");
            }
            changes.put(flag.substring(0, equals).strip(), flag.substring(equals + 1).strip());
        }
        return changes;
    }
}
