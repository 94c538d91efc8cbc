package io.infiniproxy.bench.run;

import io.infiniproxy.bench.load.Api;
import io.infiniproxy.bench.load.LoadJob;
import io.infiniproxy.bench.load.LoadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sends work to targets, in turns, and keeps what comes of it. */
final class Meter {
    private static final int TIMEOUT_SECONDS = 60;
    private static final int WARM_UP_REQUESTS = 20_000;

    private final Load load;
    private final Path folder;
    private final List<Measured> all = new ArrayList<>();
    private final Set<String> warm = new HashSet<>();

    Meter(Load load, Path folder) {
        this.load = load;
        this.folder = folder;
    }

    /** Returns every round of everything. */
    List<Measured> all() {
        return all;
    }

    /** Returns every round of one work. */
    List<Measured> of(Work work) {
        return all.stream().filter(measured -> measured.work().equals(work.name())).toList();
    }

    /** Warms up all targets for this work, each until it has had so many requests or so many seconds, whichever is later. */
    void warmUp(Work work, List<Target> targets, double seconds) throws IOException {
        for (Target target : targets) {
            if (warm.add(work.body() + "/" + work.stream() + "/" + target.name())) {
                Progress.say("  warming up: " + target.name());
                long answers = 0;
                double spent = 0;
                while (spent < seconds || answers < WARM_UP_REQUESTS && spent < 3 * seconds) {
                    LoadResult result = send(work.forSeconds(Math.max(1, seconds / 2)), target);
                    answers += result.right();
                    spent += Math.max(0.1, result.seconds());
                }
            }
        }
    }

    /** Lets each target do the work once a round; every round begins with another one. */
    void measure(Work work, List<Target> targets, int rounds) throws IOException {
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < targets.size(); turn++) {
                measure(work, targets.get((turn + round) % targets.size()), round + 1);
            }
        }
    }

    Measured measure(Work work, Target target, int round) throws IOException {
        double before = target.hasCost() ? target.cost().cpuSeconds() : Double.NaN;
        LoadResult result = send(work, target);
        double after = target.hasCost() ? target.cost().cpuSeconds() : Double.NaN;
        Measured measured = new Measured(
                work.name(), target.name(), round, result, (after - before) * 1e6 / (result.right() + result.wrong()));
        all.add(measured);
        Progress.say(String.format("  round %d, %s: %.0f/s, p50 %.3f ms, p99 %.3f ms, CPU %.0f µs", round, target.name(),
                result.perSecond(), result.answer().p50(), result.answer().p99(), measured.cpuMicros()));
        return measured;
    }

    /** A wrong answer ends the bench: figures of a proxy that loses something are worth nothing. */
    private LoadResult send(Work work, Target target) throws IOException {
        LoadResult result = load.run(new LoadJob(target.port(), target.api(), target.headers(), bodyFile(work, target.api()).toString(),
                work.stream(), work.asked().chunks(), work.connections(), work.rate(), work.rampSeconds(), work.seconds(),
                work.requests(), TIMEOUT_SECONDS));
        if (result.wrong() > 0 || result.right() == 0) {
            throw new WrongAnswersException(work.name() + ", " + target.name() + ": " + result.wrong() + " of "
                    + (result.right() + result.wrong()) + " answers were wrong: " + String.join(" | ", result.firstWrongs()));
        }
        return result;
    }

    private Path bodyFile(Work work, Api api) throws IOException {
        Path file = folder.resolve(work.body() + "-" + api + "-" + work.asked().model() + "-" + work.stream() + ".json");
        if (!Files.exists(file)) {
            Files.write(file, work.body() == Work.Body.SMALL
                    ? RequestBodies.small(api, work.asked(), work.stream())
                    : RequestBodies.large(api, work.asked(), work.stream(), Work.LARGE_BYTES));
        }
        return file;
    }
}
