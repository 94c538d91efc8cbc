package io.infiniproxy.bench.run;

import io.infiniproxy.bench.AskedAnswer;
import io.infiniproxy.bench.run.Work.Body;
import java.util.List;

/** A conversation of 1 MB that gets a small answer. */
final class LargeConversation implements Scenario {
    private static final AskedAnswer ANSWER = new AskedAnswer(20, 0);
    private static final int WARM_UP = 1_000;

    @Override
    public List<Row> run(Bench bench) throws Exception {
        Work work = Work.closedLoop("large-1", Body.LARGE, ANSWER, false, 1, bench.options().seconds());
        bench.meter().warmUp(work, bench.targets(), bench.options().warmUpRequests(WARM_UP), bench.options().warmUpSeconds());
        bench.meter().measure(work, bench.targets(), bench.options().rounds());
        List<Measured> rounds = bench.meter().of(work);
        Row median = Row.of("… p50, ms", 2, rounds, measured -> measured.result().answer().p50());
        return List.of(
                Row.of("1 MB conversation, 1 connection: CPU ms a request", 2, rounds, measured -> measured.cpuMicros() / 1000),
                median,
                median.addedTo("… added to direct, ms", Bench.DIRECT));
    }
}
