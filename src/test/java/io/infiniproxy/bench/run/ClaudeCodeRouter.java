package io.infiniproxy.bench.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infiniproxy.bench.load.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** claude-code-router from npm, which translates the same way, in a home of its own. It has no users, limits and usage records on. */
final class ClaudeCodeRouter {
    private static final String NAME = "claude-code-router";
    private static final String PACKAGE = "@musistudio/claude-code-router@2.0.0";
    private static final int INSTALL_SECONDS = 180;

    private ClaudeCodeRouter() {}

    /** Returns nothing when it cannot be had. */
    static Optional<Target> start(Processes processes, Path folder, int backendPort) {
        try {
            install(processes, folder);
            return Optional.of(startInstalled(processes, folder, backendPort));
        } catch (IOException e) {
            Progress.say("There is no claude-code-router here: its column is missing. " + e.getMessage());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static void install(Processes processes, Path folder) throws IOException, InterruptedException {
        Progress.say("Installing " + PACKAGE);
        Path log = folder.resolve("npm.log");
        Process npm = processes.start(
                new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", folder.toString(), PACKAGE)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile()));
        if (!npm.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS) || npm.exitValue() != 0) {
            processes.end(npm);
            throw new IOException("npm install failed: " + Files.readString(log).lines().findFirst().orElse("it takes too long"));
        }
    }

    private static Target startInstalled(Processes processes, Path folder, int backendPort) throws IOException {
        int port = Processes.freePort();
        Path home = Files.createDirectories(folder.resolve("home/.claude-code-router"));
        Files.writeString(home.resolve("config.json"), configuration(port, backendPort).toString());
        Path log = folder.resolve(NAME + ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        "node", folder.resolve("node_modules/@musistudio/claude-code-router/dist/cli.js").toString(), "start")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("HOME", folder.resolve("home").toString());
        Process process = processes.start(builder);
        Processes.awaitPort(process, port, log);
        return new Target(NAME, port, Api.MESSAGES, Map.of("anthropic-version", "2023-06-01"), new ProcessCost(process.toHandle()),
                "bench,", true);
    }

    /** A model with a comma names its provider; without log files, as the others have none. */
    private static ObjectNode configuration(int port, int backendPort) {
        ObjectNode configuration = new ObjectMapper().createObjectNode();
        configuration.put("HOST", "127.0.0.1").put("PORT", port).put("LOG", false).put("NON_INTERACTIVE_MODE", true);
        ObjectNode provider = configuration.putArray("Providers").addObject();
        provider.put("name", "bench").put("api_base_url", "http://127.0.0.1:" + backendPort + "/v1/chat/completions");
        provider.put("api_key", "sk-of-the-mock-backend").putArray("models").add("bench-20");
        configuration.putObject("Router").put("default", "bench,bench-20");
        return configuration;
    }
}
