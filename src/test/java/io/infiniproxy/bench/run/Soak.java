package io.infiniproxy.bench.run;

import io.infiniproxy.bench.AskedAnswer;
import io.infiniproxy.bench.run.Work.Body;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Streams at half of what the proxy can do, for long: neither memory nor latency may climb. */
final class Soak implements Scenario {
    private static final AskedAnswer ANSWER = new AskedAnswer(100, 0);
    private static final int CONNECTIONS = 16;
    private static final int MOST_CONNECTIONS = 256;
    private static final int WARM_UP = 10_000;
    private static final int WINDOWS = 30;
    private static final int FIFTH = WINDOWS / 5;

    @Override
    public List<Row> run(Bench bench) throws Exception {
        Target target = bench.proxy().translated();
        Work full = Work.closedLoop("soak-full", Body.SMALL, ANSWER, true, CONNECTIONS, bench.options().seconds());
        bench.meter().warmUp(full, List.of(target), bench.options().warmUpRequests(WARM_UP), bench.options().warmUpSeconds());
        double rate = bench.meter().measure(full, target, 1).result().perSecond() / 2;
        Work half = Work.openLoop(
                "soak-half", ANSWER, true, MOST_CONNECTIONS, rate, bench.options().minutes() * 60 / WINDOWS);
        List<Measured> windows = new ArrayList<>();
        List<Double> memory = new ArrayList<>();
        for (int window = 0; window < WINDOWS; window++) {
            windows.add(bench.meter().measure(half, target, window + 1));
            memory.add(target.cost().memoryMb());
            Progress.say(String.format(Locale.ROOT, "  memory %.0f MB", memory.getLast()));
        }
        String title = String.format(Locale.ROOT, "soak of %.1f minutes at %.0f streams/s: ", bench.options().minutes(), rate);
        return List.of(
                row(title + "memory in its first fifth, MB", memory.subList(0, FIFTH)),
                row("… memory in its last fifth, MB", memory.subList(WINDOWS - FIFTH, WINDOWS)),
                row("… answer p50 in its first fifth, ms", times(windows.subList(0, FIFTH), 50)),
                row("… answer p50 in its last fifth, ms", times(windows.subList(WINDOWS - FIFTH, WINDOWS), 50)),
                row("… answer p99 in its first fifth, ms", times(windows.subList(0, FIFTH), 99)),
                row("… answer p99 in its last fifth, ms", times(windows.subList(WINDOWS - FIFTH, WINDOWS), 99)));
    }

    private static List<Double> times(List<Measured> windows, int percent) {
        return windows.stream()
                .map(measured -> measured.result().answer())
                .map(answer -> percent == 50 ? answer.p50() : answer.p99())
                .toList();
    }

    private static Row row(String label, List<Double> figures) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("translated", Median.of(figures.stream().mapToDouble(Double::doubleValue).toArray()));
        return Row.ofValues(label, 1, values);
    }
}
