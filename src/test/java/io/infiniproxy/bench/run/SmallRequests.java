package io.infiniproxy.bench.run;

import io.infiniproxy.bench.AskedAnswer;
import io.infiniproxy.bench.run.Work.Body;
import java.util.List;

/** A small request that is not streamed: how many a second, what one costs, and by how much one is later. */
final class SmallRequests implements Scenario {
    private static final AskedAnswer ANSWER = new AskedAnswer(20, 0);
    private static final int CONNECTIONS = 16;
    private static final int WARM_UP = 60_000;

    @Override
    public List<Row> run(Bench bench) throws Exception {
        Options options = bench.options();
        Work many = Work.closedLoop("small-16", Body.SMALL, ANSWER, false, CONNECTIONS, options.seconds());
        Work one = Work.closedLoop("small-1", Body.SMALL, ANSWER, false, 1, options.seconds());
        bench.meter().warmUp(many, bench.targets(), options.warmUpRequests(WARM_UP), options.warmUpSeconds());
        bench.meter().measure(many, bench.targets(), options.rounds());
        bench.meter().measure(one, bench.targets(), options.rounds());
        List<Measured> manyRounds = bench.meter().of(many);
        Row alone = Row.of("small request, 1 connection: p50, ms", 3, bench.meter().of(one), measured -> measured.result().answer().p50());
        return List.of(
                Row.of("small request, not streamed, 16 connections: requests/s", 0, manyRounds, measured -> measured.result().perSecond()),
                Row.of("… CPU µs a request", 0, manyRounds, Measured::cpuMicros),
                Row.of("… p99, ms", 2, manyRounds, measured -> measured.result().answer().p99()),
                alone,
                alone.addedTo("… added to direct, ms", Bench.DIRECT));
    }
}
