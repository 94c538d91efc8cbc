package io.infiniproxy.settings;

import io.infiniproxy.profile.BackendProfiles;
import io.infiniproxy.profile.InvalidProfileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Every setting, read and checked once at the start. README.md has the table of them.
 *
 * @param properties all properties by name, resolved: what Camel is given
 * @param environmentNames the environment variable of each property that has one
 */
public record Settings(Home home, Map<String, String> properties, Map<String, String> environmentNames) {
    /** Where only the settings themselves are looked at. */
    private static final BackendUrl ANY_BACKEND = BackendUrl.parse("http://localhost/v1");

    /**
     * Reads the settings of this process.
     *
     * @throws InvalidSettingException if one cannot be used; the message names it
     */
    public static Settings read(Home home) {
        return read(home, System.getenv());
    }

    /** Reads the settings with an environment of one's own. */
    public static Settings read(Home home, Map<String, String> environment) {
        Map<String, String> dotEnv = DotEnv.read(home.folder().resolve(".env"));
        SettingsReader reader = new SettingsReader(environment, dotEnv);
        Settings settings = new Settings(home, reader.read(home), reader.environmentNames());
        settings.check();
        return settings;
    }

    private void check() {
        backendUrl().ifPresentOrElse(this::backendProfiles, () -> backendProfiles(ANY_BACKEND));
        port();
        timeout();
        connectTimeout();
        maxBodyBytes();
        maxConnections();
        shutdownTimeout();
        pingInterval();
        commitDelay();
        asksUsage();
        forcesUsageToDisk();
        refusesAllInOutage();
        usageRetention();
        isDebug();
    }

    public String host() {
        return text("proxy.host");
    }

    /** Whether only this machine can reach the listener. */
    public boolean isLoopback() {
        String host = host().toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    public int port() {
        return (int) number("proxy.port", 0, 65535);
    }

    public long maxBodyBytes() {
        return number("proxy.maxBodyBytes", 1, Integer.MAX_VALUE);
    }

    public Duration shutdownTimeout() {
        return seconds("proxy.shutdownSeconds");
    }

    /** Empty when no backend is configured: then the demo backend answers. */
    public Optional<BackendUrl> backendUrl() {
        return optional("backend.url").map(BackendUrl::parse);
    }

    public Optional<String> backendApiKey() {
        return optional("backend.apiKey");
    }

    public Optional<String> backendModel() {
        return optional("backend.model");
    }

    /** What the backend at {@code url} takes. */
    public BackendProfiles backendProfiles(BackendUrl url) {
        checkProfile("backend.profile", "", url);
        return checkProfile("backend.profileFlags", text("backend.profileFlags"), url);
    }

    private BackendProfiles checkProfile(String name, String flags, BackendUrl url) {
        try {
            return new BackendProfiles(optional("backend.profile"), flags, url.base());
        } catch (InvalidProfileException e) {
            throw new InvalidSettingException(shown(name) + ": " + e.getMessage());
        }
    }

    public Duration timeout() {
        return seconds("backend.timeoutSeconds");
    }

    public Duration connectTimeout() {
        return seconds("backend.connectSeconds");
    }

    public int maxConnections() {
        return (int) number("backend.maxConnections", 1, 1_000_000);
    }

    public Optional<Path> caFile() {
        return optional("backend.caFile").map(home::resolve);
    }

    public Optional<String> httpsProxy() {
        return optional("backend.httpsProxy");
    }

    public String noProxy() {
        return text("backend.noProxy");
    }

    public String contentFilterStopReason() {
        return text("messages.contentFilterStopReason");
    }

    public Duration commitDelay() {
        return seconds("messages.commitSeconds");
    }

    public Duration pingInterval() {
        return seconds("messages.pingSeconds");
    }

    public boolean asksUsage() {
        return bool("passthrough.askUsage");
    }

    public Path dataDir() {
        return home.resolve(text("data.dir"));
    }

    /** The folder of the usage records that are not in SQL yet. */
    public Path usageJournal() {
        return dataDir().resolve("usage-journal");
    }

    /** The file of the usage records that the database refuses, not because it is away. */
    public Path refusedUsage() {
        return usageJournal().resolve("refused.jsonl");
    }

    /** Whether a usage record is on the disk itself before its answer ends: it then survives a power failure. */
    public boolean forcesUsageToDisk() {
        return bool("usage.forceDisk");
    }

    /** How long usage records are kept; zero for ever. */
    public Duration usageRetention() {
        return Duration.ofDays(number("usage.retentionDays", 0, 36_500));
    }

    public String databaseUrl() {
        return text("database.url");
    }

    /** Whether all requests are refused while the database is away, not only those of keys that this process does not know. */
    public boolean refusesAllInOutage() {
        return switch (text("database.outage").toLowerCase(Locale.ROOT)) {
            case "open" -> false;
            case "closed" -> true;
            default -> throw new InvalidSettingException(
                    shown("database.outage") + ": expected open or closed, got \"" + text("database.outage") + "\"");
        };
    }

    public String adminToken() {
        return text("admin.token");
    }

    public boolean isDebug() {
        return bool("debug");
    }

    private String text(String name) {
        return optional(name).orElse("");
    }

    private Optional<String> optional(String name) {
        return Optional.ofNullable(properties.get(name)).filter(SettingsReader::isSet);
    }

    private long number(String name, long least, long most) {
        String value = text(name);
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new InvalidSettingException(
                shown(name) + ": expected an integer from " + least + " to " + most + ", got \"" + value + "\"");
    }

    private Duration seconds(String name) {
        return Duration.ofSeconds(number(name, 1, 1_000_000));
    }

    private boolean bool(String name) {
        return switch (text(name).toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off", "" -> false;
            default -> throw new InvalidSettingException(
                    shown(name) + ": expected true or false, got \"" + text(name) + "\"");
        };
    }

    /** The name under which people most likely have set it. */
    private String shown(String name) {
        return environmentNames.getOrDefault(name, name);
    }
}
