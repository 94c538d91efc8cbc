package io.infiniproxy.keys;

import java.util.ArrayList;
import java.util.List;

/** Notes what it hears. */
final class RecordedDeactivations implements DeactivationListener {
    final List<String> heard = new ArrayList<>();

    @Override
    public void apiKeyDeactivated(long apiKeyId) {
        heard.add("key " + apiKeyId);
    }

    @Override
    public void userDeactivated(long userId) {
        heard.add("user " + userId);
    }
}
