package io.infiniproxy.cli.key;

import io.infiniproxy.cli.CommandFailedException;
import io.infiniproxy.cli.RunningProxy;
import io.infiniproxy.settings.Settings;
import java.util.Optional;

/** Makes an API key through the running proxy, or in the database when there is none. */
final class NewKey {
    private NewKey() {}

    /** Returns the key of a user, who is made if there is none of that name. */
    static String create(Settings settings, String username, String name) {
        Optional<RunningProxy> running = RunningProxy.find(settings);
        if (running.isEmpty()) {
            return KeyInDatabase.create(settings, username, name);
        }
        try (RunningProxy proxy = running.get()) {
            return KeyFromProxy.create(proxy, settings, username, name);
        }
    }

    /** A key of such a user would be refused. */
    static CommandFailedException deactivated(String username) {
        return new CommandFailedException("User " + username + " is deactivated. Make a key for another one with key create --user");
    }
}
