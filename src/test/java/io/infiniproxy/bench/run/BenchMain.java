package io.infiniproxy.bench.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infiniproxy.bench.load.Api;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code ./infiniproxy bench}: starts all that takes part, runs the scenarios, and prints their table. */
public final class BenchMain {
    private static final double IDLE_LOAD = 0.5;

    private BenchMain() {}

    /** The first argument is the launcher; the others are its user's. */
    public static void main(String[] arguments) throws Exception {
        Path launcher = Path.of(arguments[0]).toAbsolutePath();
        if (arguments.length == 3 && arguments[1].equals("chart")) {
            Results.draw(Path.of(arguments[2]).toAbsolutePath());
            return;
        }
        try {
            String[] others = List.of(arguments).subList(1, arguments.length).toArray(String[]::new);
            run(launcher, Options.parse(others));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (WrongAnswersException e) {
            System.err.println("FAILED. " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Path launcher, Options options) throws Exception {
        try (TempFolder folder = TempFolder.create(); Processes processes = new Processes(folder::close)) {
            ObjectNode surroundings = Surroundings.describe(launcher, options);
            if (Machine.loadAverage() > IDLE_LOAD) {
                Progress.say("This machine is busy with other things (load " + Machine.loadAverage()
                        + "): the figures will not be its best.");
            }
            if (!ProcessCost.isKnown()) {
                Progress.say("CPU and memory are read from /proc, which only Linux has: their lines stay empty.");
            }
            Bench bench = start(launcher, options, folder, processes);
            List<Row> rows = new ArrayList<>();
            for (String name : options.scenarios()) {
                Progress.say(name);
                rows.addAll(Scenarios.get(name).run(bench));
            }
            rows.add(memory(bench));
            List<String> targets = bench.targets().stream().map(Target::name).toList();
            System.out.println(MarkdownTable.of(rows, targets));
            bench.meter().wrongs().forEach(System.out::println);
            if (options.brief()) {
                System.out.println(Ratios.table(rows));
            }
            Results.write(surroundings, rows, targets, bench.meter().all(), options.out());
        }
    }

    private static Bench start(Path launcher, Options options, TempFolder folder, Processes processes) throws Exception {
        Mock mock = Mock.start(processes, folder.path());
        List<Target> targets = new ArrayList<>();
        targets.add(new Target(Bench.DIRECT, mock.port(), Api.CHAT, Map.of(), null));
        Optional<Path> nginx = NginxProxy.program();
        if (nginx.isPresent()) {
            targets.add(NginxProxy.start(nginx.get(), processes, folder.folder("nginx"), mock.port()));
        } else {
            Progress.say("There is no nginx here: its column is missing.");
        }
        ProxyUnderTest proxy = ProxyUnderTest.start(launcher, processes, folder.folder("infiniproxy"), mock.port());
        targets.add(proxy.translated());
        targets.add(proxy.passedThrough());
        if (options.floor()) {
            targets.add(BareCamel.start(processes, folder.folder("bare-camel"), mock.port()).target());
        }
        if (options.peers()) {
            ClaudeCodeRouter.start(processes, folder.folder("claude-code-router"), mock.port()).ifPresent(targets::add);
        }
        Meter meter = new Meter(Load.start(processes, folder.path()), folder.path());
        return new Bench(launcher, options, processes, folder, mock, meter, targets, proxy);
    }

    private static Row memory(Bench bench) {
        Map<String, Double> most = new LinkedHashMap<>();
        bench.targets().stream().filter(Target::hasCost).forEach(target -> most.put(target.name(), target.cost().mostMemoryMb()));
        return Row.ofValues("most memory in the whole run, MB", 0, most);
    }
}
