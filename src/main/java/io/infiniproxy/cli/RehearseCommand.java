package io.infiniproxy.cli;

import io.infiniproxy.check.Advice;
import io.infiniproxy.check.ChatCompletionsApi;
import io.infiniproxy.check.CheckClient;
import io.infiniproxy.check.EndpointCheck;
import io.infiniproxy.check.MessagesApi;
import io.infiniproxy.check.Report;
import io.infiniproxy.cli.key.KeyInDatabase;
import io.infiniproxy.settings.Home;
import io.infiniproxy.settings.Settings;
import io.infiniproxy.sql.SqliteLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code rehearse}: starts the proxy in a folder of its own, in front of the demo backend, has it answer requests, and ends. The
 * launcher runs it once after a build, while the JVM notes which classes that takes, and how the methods are used that answer: later
 * starts have the classes ready, and compile the methods well the first time.
 *
 * @see <a href="https://openjdk.org/jeps/514">JEP 514: Ahead-of-Time Command-Line Ergonomics</a>
 * @see <a href="https://openjdk.org/jeps/515">JEP 515: Ahead-of-Time Method Profiling</a>
 */
@Command(name = "rehearse", hidden = true, description = "Start, answer requests and end, so that later starts are quicker.")
final class RehearseCommand implements Callable<Integer> {
    private static final String NAME = "rehearsal";
    /** The first JVM that keeps how methods are used; an older one notes the classes only. */
    private static final int KEEPS_PROFILES = 25;
    /** How often each endpoint is tried: by then the JVM has compiled what answers. */
    private static final int ROUNDS = Runtime.version().feature() < KEEPS_PROFILES ? 1 : 700;

    @Mixin
    private HelpOption help;

    @Override
    public Integer call() throws IOException {
        SqliteLibrary.unpack();
        Path folder = Files.createTempDirectory("infiniproxy-" + NAME);
        try {
            return succeeds(folder, ROUNDS) ? 0 : 1;
        } finally {
            delete(folder);
        }
    }

    /** With the settings and routes that the jar carries: a user's own may name a backend that costs something, or be broken. */
    static boolean succeeds(Path folder, int rounds) throws IOException {
        Home home = new Home(folder);
        home.unpackRoutes(); // most homes have their own
        Settings settings = Settings.read(
                home, Map.of("DATA_DIR", folder.toString(), "PROXY_PORT", "0", "PROXY_HOST", "127.0.0.1"));
        String key = KeyInDatabase.create(settings, NAME, NAME);
        try (Service service = Service.start(settings, false);
                CheckClient client = CheckClient.toProxy(settings)) {
            service.text().forEach(System.out::println);
            client.get(service.url().resolve("/health"));
            List<EndpointCheck> endpoints = List.of(
                    new EndpointCheck(client, service.url().resolve("/v1/messages"), key, NAME, new MessagesApi(), Advice.NONE),
                    new EndpointCheck(client, service.url().resolve("/v1/chat/completions"), key, NAME, new ChatCompletionsApi(), Advice.NONE));
            return succeed(endpoints, rounds);
        }
    }

    private static boolean succeed(List<EndpointCheck> endpoints, int rounds) {
        Report report = new Report(new Failures());
        for (int round = 0; round < rounds && !report.hasFailures(); round++) {
            endpoints.forEach(endpoint -> endpoint.run(report));
        }
        return !report.hasFailures();
    }

    /** Says what went wrong, and nothing else. */
    private static final class Failures implements Report.Output {
        @Override
        public void heading(String text) {}

        @Override
        public void step(Report.Step step) {
            if (step.result() == Report.Result.FAILED) {
                System.err.println(step.name() + ": " + step.words());
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
