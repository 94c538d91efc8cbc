package io.infiniproxy.bench.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The scenarios by their names. */
final class Scenarios {
    private static final Map<String, Scenario> ALL = new LinkedHashMap<>();

    static {
        ALL.put("small", new SmallRequests());
        ALL.put("streams", new FastStreams());
        ALL.put("slow-streams", new SlowStreams());
        ALL.put("large", new LargeConversation());
        ALL.put("open-loop", new OpenLoop());
        ALL.put("hang-up", new HangUps());
        ALL.put("many-streams", new ManyStreams());
        ALL.put("start", new StartUp());
        ALL.put("database", new LargeDatabase());
        ALL.put("soak", new Soak());
    }

    /** Those that a run without {@code --only} has. */
    static final List<String> USUAL = List.of("small", "streams", "slow-streams", "large", "open-loop", "hang-up");

    private Scenarios() {}

    static List<String> named(String names) {
        List<String> chosen = List.of(names.split(","));
        chosen.stream().filter(name -> !ALL.containsKey(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(
                    "bench: expected " + String.join(", ", ALL.keySet()) + " after --only, got \"" + name + "\"");
        });
        return chosen;
    }

    static Scenario get(String name) {
        return ALL.get(name);
    }
}
