package io.infiniproxy.keys;

import java.util.ArrayList;
import java.util.List;

/** Notes what it hears. */
final class RecordedChanges implements AccessListener {
    final List<String> heard = new ArrayList<>();

    @Override
    public void apiKeyChanged(long apiKeyId) {
        heard.add("key " + apiKeyId);
    }

    @Override
    public void userChanged(long userId) {
        heard.add("user " + userId);
    }
}
