package io.infiniproxy.bench.run;

import io.infiniproxy.bench.load.LoadJob;
import io.infiniproxy.bench.load.LoadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Sends work to targets, in turns, and keeps what comes of it. */
final class Meter {
    private static final int TIMEOUT_SECONDS = 60;
    private static final int TIMEOUT_SECONDS_OF_ALL_AT_ONCE = 300; // more than the machine can do is late, but not wrong
    private static final int MOST_WARM_UPS = 12;

    private final Load load;
    private final Path folder;
    private final List<Measured> all = new ArrayList<>();
    private final Set<String> warm = new HashSet<>();
    private final Set<String> givenUp = new HashSet<>();
    private final List<String> wrongs = new ArrayList<>();

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

    /** Warms up all targets for this work, each until it has had so many requests and so many seconds. */
    void warmUp(Work work, List<Target> targets, int requests, double seconds) throws IOException {
        for (Target target : targets) {
            if (warm.add(work.body() + "/" + work.stream() + "/" + target.name())) {
                Progress.say("  warming up: " + target.name());
                try {
                    warmUp(work.forSeconds(Math.max(1, seconds / 2)), target, requests, seconds);
                } catch (WrongAnswersException e) {
                    giveUpPeer(work, target, e);
                }
            }
        }
    }

    /** A machine that is busy with other things is not waited for without end. */
    private void warmUp(Work work, Target target, int requests, double seconds) throws IOException {
        long answers = 0;
        double spent = 0;
        while ((spent < seconds || answers < requests) && spent < MOST_WARM_UPS * seconds) {
            LoadResult result = send(work, target);
            answers += result.right();
            spent += Math.max(0.1, result.seconds());
        }
    }

    /** Lets each target do the work once a round; every round begins with another one. */
    void measure(Work work, List<Target> targets, int rounds) throws IOException {
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < targets.size(); turn++) {
                Target target = targets.get((turn + round) % targets.size());
                if (!givenUp.contains(work.name() + "/" + target.name())) {
                    try {
                        measure(work, target, round + 1);
                    } catch (WrongAnswersException e) {
                        giveUpPeer(work, target, e);
                    }
                }
            }
        }
    }

    /** What another proxy does wrong is told, and then left out. */
    private void giveUpPeer(Work work, Target target, WrongAnswersException wrong) {
        if (!target.peer()) {
            throw wrong;
        }
        givenUp.add(work.name() + "/" + target.name());
        all.removeIf(measured -> measured.work().equals(work.name()) && measured.target().equals(target.name()));
        wrongs.add(wrong.getMessage());
        Progress.say("  " + wrong.getMessage());
    }

    /** Returns what other proxies have done wrong. */
    List<String> wrongs() {
        return wrongs;
    }

    Measured measure(Work work, Target target, int round) throws IOException {
        double before = cpu(target);
        Machine.Busy busy = Machine.busy();
        LoadResult result = send(work, target);
        double others = busy.othersSince();
        Measured measured = new Measured(
                work.name(), target.name(), round, result, (cpu(target) - before) * 1e6 / (result.right() + result.wrong()), others);
        all.add(measured);
        Progress.say(String.format(
                Locale.ROOT, "  round %d, %s: %.0f/s, p50 %.3f ms, p99 %.3f ms, CPU %.0f µs; others use %.1f cores", round,
                target.name(), result.perSecond(), result.answer().p50(), result.answer().p99(), measured.cpuMicros(), others));
        return measured;
    }

    private static double cpu(Target target) {
        return target.hasCost() ? target.cost().cpuSeconds() : Double.NaN;
    }

    /** A wrong answer ends the bench: figures of a proxy that loses something are worth nothing. */
    private LoadResult send(Work work, Target target) throws IOException {
        LoadResult result = load.run(new LoadJob(target.port(), target.api(), target.headers(), bodyFile(work, target).toString(),
                work.stream(), work.asked().chunks(), work.connections(), work.rate(), work.rampSeconds(), work.seconds(),
                work.requests(), work.requests() > 0 ? TIMEOUT_SECONDS_OF_ALL_AT_ONCE : TIMEOUT_SECONDS, target.peer()));
        if (result.wrong() > 0 || result.right() == 0) {
            throw new WrongAnswersException(work.name() + ", " + target.name() + ": " + result.wrong() + " of "
                    + (result.right() + result.wrong()) + " answers were wrong: " + String.join(" | ", result.firstWrongs()));
        }
        return result;
    }

    private Path bodyFile(Work work, Target target) throws IOException {
        String model = target.model(work.asked());
        Path file = folder.resolve(work.body() + "-" + target.api() + "-" + model + "-" + work.stream() + ".json");
        if (!Files.exists(file)) {
            Files.write(file, work.body() == Work.Body.SMALL
                    ? RequestBodies.small(target.api(), model, work.stream())
                    : RequestBodies.large(target.api(), model, work.stream(), Work.LARGE_BYTES));
        }
        return file;
    }
}
