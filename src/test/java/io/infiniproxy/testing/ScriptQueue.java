package io.infiniproxy.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The scripts a fake backend was given: those for one request each come first, then the standing ones. */
final class ScriptQueue {
    private static final String ANY_PATH = "*";
    private static final Script NONE = connection -> {
        String path = connection.request().pathWithoutQuery();
        connection.json(500, "{\"error\":{\"message\":\"no script was given for " + path + "\"}}");
    };

    private record Once(String path, Script script) {}

    private final List<Once> once = new ArrayList<>();
    private final Map<String, Script> standing = new HashMap<>();

    synchronized void addOnce(String path, Script script) {
        once.add(new Once(path, script));
    }

    synchronized void addOnce(Script script) {
        addOnce(ANY_PATH, script);
    }

    synchronized void set(String path, Script script) {
        standing.put(path, script);
    }

    synchronized void set(Script script) {
        set(ANY_PATH, script);
    }

    synchronized Script next(String path) {
        for (Iterator<Once> each = once.iterator(); each.hasNext(); ) {
            var first = each.next();
            if (first.path().equals(path) || first.path().equals(ANY_PATH)) {
                each.remove();
                return first.script();
            }
        }
        return standing.getOrDefault(path, standing.getOrDefault(ANY_PATH, NONE));
    }
}
