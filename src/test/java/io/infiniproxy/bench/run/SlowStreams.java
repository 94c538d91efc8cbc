package io.infiniproxy.bench.run;

import io.infiniproxy.bench.AskedAnswer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Streams of a chunk each 100 ms, begun over two seconds: all are open together for another one. */
final class SlowStreams implements Scenario {
    private static final AskedAnswer ANSWER = new AskedAnswer(30, 100);
    private static final int STREAMS = 500;
    private static final double RAMP_SECONDS = 2;

    @Override
    public List<Row> run(Bench bench) throws Exception {
        Work work = Work.atOnce("slow-" + STREAMS, ANSWER, STREAMS, RAMP_SECONDS);
        bench.meter().measure(work, bench.targets(), bench.options().rounds());
        List<Measured> rounds = bench.meter().of(work);
        return List.of(
                Row.ofWords(STREAMS + " slow streams at once: all right", right(rounds)),
                Row.of("… first text p50, ms", 1, rounds, measured -> measured.result().firstText().p50()),
                Row.of("… first text p99, ms", 1, rounds, measured -> measured.result().firstText().p99()),
                Row.of("… whole answer p99, ms", 0, rounds, measured -> measured.result().answer().p99()),
                Row.of("… CPU µs a stream", 0, rounds, Measured::cpuMicros));
    }

    /** The meter lets none pass that is wrong. */
    private static Map<String, String> right(List<Measured> rounds) {
        Map<String, String> words = new LinkedHashMap<>();
        rounds.forEach(measured -> words.merge(measured.target(), "yes", (one, other) -> measured.result().wrong() == 0 ? one : "no"));
        return words;
    }
}
