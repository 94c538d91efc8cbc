package io.infiniproxy.bench.run;

import io.infiniproxy.bench.AskedAnswer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** 8,000 streams at once, of a chunk each 100 ms, begun over four seconds: more than any team has, and a process may hold. */
final class ManyStreams implements Scenario {
    private static final AskedAnswer ANSWER = new AskedAnswer(80, 100);
    private static final int STREAMS = 8_000;
    private static final double RAMP_SECONDS = 4;

    @Override
    public List<Row> run(Bench bench) throws Exception {
        Work work = Work.atOnce("many-" + STREAMS, ANSWER, STREAMS, RAMP_SECONDS);
        Map<String, Double> memory = new LinkedHashMap<>();
        for (Target target : bench.targets()) {
            bench.meter().measure(work, List.of(target), bench.options().rounds()); // not in turns: memory belongs to a target
            if (target.hasCost()) {
                memory.put(target.name(), target.cost().memoryMb());
            }
        }
        List<Measured> rounds = bench.meter().of(work);
        return List.of(
                Row.of("8,000 slow streams at once, of 80 chunks: right ones", 0, rounds, measured -> measured.result().right()),
                Row.of("… first text p50, ms", 1, rounds, measured -> measured.result().firstText().p50()),
                Row.of("… first text p99, ms", 1, rounds, measured -> measured.result().firstText().p99()),
                Row.of("… whole answer p99, ms", 0, rounds, measured -> measured.result().answer().p99()),
                Row.of("… CPU ms a stream", 2, rounds, measured -> measured.cpuMicros() / 1000),
                Row.ofValues("… memory after it, MB", 0, memory));
    }
}
