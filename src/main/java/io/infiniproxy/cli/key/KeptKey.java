package io.infiniproxy.cli.key;

import io.infiniproxy.cli.CommandFailedException;
import io.infiniproxy.cli.RunningProxy;
import io.infiniproxy.files.PrivateFile;
import io.infiniproxy.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An API key that a command of ours uses: made once, and kept in a file that only its owner may read. */
public final class KeptKey {
    private static final int UNAUTHORIZED = 401;

    private final RunningProxy proxy;
    private final Settings settings;
    private final String username;
    private final Path file;

    private KeptKey(RunningProxy proxy, Settings settings, String username, String fileName) {
        this.proxy = proxy;
        this.settings = settings;
        this.username = username;
        this.file = settings.dataDir().resolve(fileName);
    }

    /** The key of Claude Code as {@code infiniproxy claude} starts it. */
    public static KeptKey ofClaude(RunningProxy proxy, Settings settings) {
        return new KeptKey(proxy, settings, "claude-code", "claude-key");
    }

    /** The key of {@code infiniproxy check}. */
    public static KeptKey ofCheck(RunningProxy proxy, Settings settings) {
        return new KeptKey(proxy, settings, "check", "check-key");
    }

    /** Returns the kept key if the proxy knows it, else a new one. */
    public String get() {
        try {
            String kept = Files.exists(file) ? Files.readString(file).strip() : "";
            return !kept.isEmpty() && isKnown(kept) ? kept : create();
        } catch (IOException e) {
            throw new CommandFailedException("DATA_DIR: cannot keep a key in " + file + " (" + e + ")", e);
        }
    }

    /** Asks for the key's own usage: that needs no backend. */
    private boolean isKnown(String key) {
        return proxy.send("GET", "/usage/me", key).statusCode() != UNAUTHORIZED;
    }

    private String create() throws IOException {
        String key = KeyFromProxy.create(proxy, settings, username, file.getFileName().toString());
        PrivateFile.write(file, key + "\n");
        return key;
    }
}
