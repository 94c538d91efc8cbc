package io.infiniproxy.bench.run;

import java.nio.file.Path;
import java.util.List;

/** Everything that scenarios work with: what runs, what they measure it by, and how long. */
record Bench(
        Path launcher,
        Options options,
        Processes processes,
        TempFolder folder,
        Mock mock,
        Meter meter,
        List<Target> targets,
        ProxyUnderTest proxy) {
    static final String DIRECT = "direct";
}
