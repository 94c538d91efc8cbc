package io.infiniproxy.cli;

import io.infiniproxy.settings.Home;
import io.infiniproxy.settings.Settings;

/** The settings of a command, which begins with them. */
public final class CommandSettings {
    private CommandSettings() {}

    /** Reads the settings of this process, and logs as much as they say. */
    public static Settings read() {
        Settings settings = Settings.read(Home.find());
        if (settings.isDebug()) {
            ConsoleLog.beginDebug();
        }
        return settings;
    }
}
