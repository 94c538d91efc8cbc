package io.infiniproxy.bench.run;

import io.infiniproxy.bench.AskedAnswer;
import io.infiniproxy.bench.run.Work.Body;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a small request costs with a year's usage of a hundred users in the database, beside an empty one. */
final class LargeDatabase implements Scenario {
    private static final AskedAnswer ANSWER = new AskedAnswer(20, 0);
    private static final int CONNECTIONS = 16;
    private static final int WARM_UP = 60_000;

    @Override
    public List<Row> run(Bench bench) throws Exception {
        Path folder = bench.folder().folder("large-database");
        fill(bench, folder.resolve("data"));
        ProxyUnderTest large = ProxyUnderTest.start(bench.launcher(), bench.processes(), folder, bench.mock().port());
        List<Target> targets = List.of(bench.proxy().translated(), large.translated().named("translated, large database"));
        Work work = Work.closedLoop("database-16", Body.SMALL, ANSWER, false, CONNECTIONS, bench.options().seconds());
        bench.meter().warmUp(work, targets, bench.options().warmUpRequests(WARM_UP), bench.options().warmUpSeconds());
        bench.meter().measure(work, targets, bench.options().rounds());
        bench.processes().end(large.process());
        List<Row> rows = new ArrayList<>();
        for (Target target : targets) {
            List<Measured> rounds = bench.meter().of(work).stream()
                    .filter(measured -> measured.target().equals(target.name()))
                    .map(measured -> measured.of("translated"))
                    .toList();
            String database = target == targets.getFirst()
                    ? "empty database"
                    : String.format(Locale.ROOT, "database of %,d records", bench.options().records());
            rows.add(Row.of(database + ", small requests, 16 connections: requests/s", 0, rounds,
                    measured -> measured.result().perSecond()));
            rows.add(Row.of("… CPU µs a request", 0, rounds, Measured::cpuMicros));
            rows.add(Row.of("… p99, ms", 2, rounds, measured -> measured.result().answer().p99()));
        }
        return rows;
    }

    /** By the bench of reports, whose year it is. */
    private static void fill(Bench bench, Path data) throws IOException, InterruptedException {
        Path source = bench.launcher().resolveSibling("bench/reports/ReportBench.java");
        Path jar = bench.launcher().resolveSibling("target/infiniproxy.jar");
        Process process = bench.processes().start(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED", "-cp", jar.toString(), source.toString(), "fill", data.toString(),
                        String.valueOf(bench.options().records()))
                .inheritIO());
        if (process.waitFor() != 0) {
            throw new IOException("expected a filled database, got exit code " + process.exitValue());
        }
    }
}
