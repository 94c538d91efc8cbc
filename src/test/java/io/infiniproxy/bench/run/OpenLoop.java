package io.infiniproxy.bench.run;

import io.infiniproxy.bench.AskedAnswer;
import java.util.List;

/** Small requests that come at their times, whatever becomes of those before: what users wait for. */
final class OpenLoop implements Scenario {
    private static final AskedAnswer ANSWER = new AskedAnswer(20, 0);
    private static final int CONNECTIONS = 256;
    private static final int RATE = 200;

    @Override
    public List<Row> run(Bench bench) throws Exception {
        Work work = Work.openLoop("open-" + RATE, ANSWER, false, CONNECTIONS, RATE, bench.options().seconds());
        bench.meter().measure(work, bench.targets(), bench.options().rounds());
        List<Measured> rounds = bench.meter().of(work);
        return List.of(
                Row.of(RATE + " small requests/s, come what may: p50, ms", 3, rounds, measured -> measured.result().answer().p50()),
                Row.of("… p99, ms", 3, rounds, measured -> measured.result().answer().p99()),
                Row.of("… p99.9, ms", 3, rounds, measured -> measured.result().answer().p999()));
    }
}
