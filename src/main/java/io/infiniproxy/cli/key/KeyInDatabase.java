package io.infiniproxy.cli.key;

import io.infiniproxy.keys.ApiKeyStore;
import io.infiniproxy.keys.DeactivationListener;
import io.infiniproxy.keys.User;
import io.infiniproxy.keys.UserStore;
import io.infiniproxy.settings.Settings;
import io.infiniproxy.sql.Database;
import java.time.Clock;

/** Makes an API key while no proxy runs. */
final class KeyInDatabase {
    private KeyInDatabase() {}

    static String create(Settings settings, String username, String name) {
        try (Database database = Database.open(settings.databaseUrl(), settings.dataDir())) {
            NoListener listener = new NoListener();
            UserStore users = new UserStore(database, Clock.systemUTC(), listener);
            User user = users.findByUsername(username).orElseGet(() -> users.create(username, null));
            if (!user.isActive()) {
                throw NewKey.deactivated(username);
            }
            return new ApiKeyStore(database, Clock.systemUTC(), listener)
                    .create(user.id(), name)
                    .secret();
        }
    }

    /** Nothing is deactivated here. */
    private static final class NoListener implements DeactivationListener {
        @Override
        public void apiKeyDeactivated(long apiKeyId) {}

        @Override
        public void userDeactivated(long userId) {}
    }
}
