package io.infiniproxy.bench.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** From the launcher's start, with the jar already built, to the first answer; and the memory of a proxy that nobody asks. */
final class StartUp implements Scenario {
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);

    @Override
    public List<Row> run(Bench bench) throws Exception {
        List<Double> seconds = new ArrayList<>();
        List<Double> memory = new ArrayList<>();
        for (int round = 0; round < bench.options().rounds(); round++) {
            ProxyUnderTest proxy = ProxyUnderTest.start(
                    bench.launcher(), bench.processes(), bench.folder().folder("start-" + round), bench.mock().port());
            LockSupport.parkNanos(IDLE_NANOS);
            seconds.add(proxy.startSeconds());
            memory.add(proxy.cost().memoryMb());
            bench.processes().end(proxy.process());
            Progress.say("  " + proxy.startSeconds() + " s, " + memory.getLast() + " MB");
        }
        return List.of(
                row("start to first answer, s", 2, seconds),
                row("memory of one that nobody asks, MB", 0, memory));
    }

    private static Row row(String label, int decimals, List<Double> figures) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("translated", Median.of(figures.stream().mapToDouble(Double::doubleValue).toArray()));
        return Row.ofValues(label, decimals, values);
    }
}
