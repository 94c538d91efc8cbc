package io.infiniproxy.cli.key;

import io.infiniproxy.audit.Actor;
import io.infiniproxy.keys.AccessListener;
import io.infiniproxy.keys.ApiKeySettings;
import io.infiniproxy.keys.ApiKeyStore;
import io.infiniproxy.keys.User;
import io.infiniproxy.keys.UserSettings;
import io.infiniproxy.keys.UserStore;
import io.infiniproxy.settings.Settings;
import io.infiniproxy.sql.Database;
import java.time.Clock;

/** Makes an API key while no proxy runs. */
public final class KeyInDatabase {
    private KeyInDatabase() {}

    /** Returns a new API key of this user, who is made when there is none. */
    public static String create(Settings settings, String username, String name) {
        try (Database database = Database.open(settings.databaseUrl(), settings.dataDir())) {
            NoListener listener = new NoListener();
            UserStore users = new UserStore(database, Clock.systemUTC(), listener);
            User user = users.findByUsername(username).orElseGet(() -> users.create(username, UserSettings.NEW, Actor.CLI));
            if (!user.isActive()) {
                throw NewKey.deactivated(username);
            }
            return new ApiKeyStore(database, Clock.systemUTC(), listener)
                    .create(user.id(), ApiKeySettings.named(name), Actor.CLI)
                    .secret();
        }
    }

    /** Nobody is authenticated here. */
    private static final class NoListener implements AccessListener {
        @Override
        public void apiKeyChanged(long apiKeyId) {}

        @Override
        public void userChanged(long userId) {}
    }
}
