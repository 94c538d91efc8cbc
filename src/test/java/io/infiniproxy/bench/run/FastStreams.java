package io.infiniproxy.bench.run;

import io.infiniproxy.bench.AskedAnswer;
import io.infiniproxy.bench.run.Work.Body;
import java.util.List;

/** Streams without pauses: how many a second, and what one costs. */
final class FastStreams implements Scenario {
    private static final AskedAnswer ANSWER = new AskedAnswer(100, 0);
    private static final int CONNECTIONS = 16;
    private static final int WARM_UP = 20_000;

    @Override
    public List<Row> run(Bench bench) throws Exception {
        Work work = Work.closedLoop("streams-16", Body.SMALL, ANSWER, true, CONNECTIONS, bench.options().seconds());
        bench.meter().warmUp(work, bench.targets(), bench.options().warmUpRequests(WARM_UP), bench.options().warmUpSeconds());
        bench.meter().measure(work, bench.targets(), bench.options().rounds());
        List<Measured> rounds = bench.meter().of(work);
        return List.of(
                Row.of("streams of 100 chunks, no pauses, 16 at once: streams/s", 0, rounds, measured -> measured.result().perSecond()),
                Row.of("… CPU µs a stream", 0, rounds, Measured::cpuMicros),
                Row.of("… first text p50, ms", 2, rounds, measured -> measured.result().firstText().p50()));
    }
}
