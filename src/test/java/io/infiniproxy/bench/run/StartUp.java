package io.infiniproxy.bench.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;

/**
 * From the launcher's start, with the jar already built, to the first answer: of the first start, which makes the database, and of one
 * after it; and the memory of a proxy that nobody asks.
 */
final class StartUp implements Scenario {
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private record Started(double seconds, double memoryMb) {}

    @Override
    public List<Row> run(Bench bench) throws Exception {
        Map<String, List<Started>> first = new LinkedHashMap<>();
        Map<String, List<Started>> rounds = new LinkedHashMap<>();
        for (int round = 0; round < bench.options().rounds(); round++) {
            Path folder = bench.folder().folder("start-" + round);
            add(first, bench, proxy(bench, folder));
            add(rounds, bench, proxy(bench, folder));
            if (bench.options().floor()) {
                BareCamel bare = BareCamel.start(bench.processes(), bench.folder().folder("bare-camel"), bench.mock().port());
                add(rounds, bench, bare.target(), bare.startSeconds(), bare.process());
            }
        }
        return List.of(
                row("first start to first answer, s", 2, first, Started::seconds),
                row("start to first answer, s", 2, rounds, Started::seconds),
                row("memory of one that nobody asks, MB", 0, rounds, Started::memoryMb));
    }

    private static ProxyUnderTest proxy(Bench bench, Path folder) throws Exception {
        return ProxyUnderTest.start(bench.launcher(), bench.processes(), folder, bench.mock().port());
    }

    private static void add(Map<String, List<Started>> rounds, Bench bench, ProxyUnderTest proxy) {
        add(rounds, bench, proxy.translated(), proxy.startSeconds(), proxy.process());
    }

    private static void add(Map<String, List<Started>> rounds, Bench bench, Target target, double seconds, Process process) {
        LockSupport.parkNanos(IDLE_NANOS);
        Started started = new Started(seconds, target.cost().memoryMb());
        bench.processes().end(process);
        rounds.computeIfAbsent(target.name(), first -> new ArrayList<>()).add(started);
        Progress.say("  " + target.name() + ": " + started.seconds() + " s, " + started.memoryMb() + " MB");
    }

    private static Row row(String label, int decimals, Map<String, List<Started>> rounds, ToDoubleFunction<Started> figure) {
        Map<String, Double> values = new LinkedHashMap<>();
        rounds.forEach((target, all) -> values.put(target, Median.of(all.stream().mapToDouble(figure).toArray())));
        return Row.ofValues(label, decimals, values);
    }
}
