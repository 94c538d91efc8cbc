package io.infiniproxy.cli.claude;

import io.infiniproxy.cli.CommandFailedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Claude Code in this terminal, with the proxy in the place of Anthropic's API. */
record ClaudeProcess(Path program, URI url, String key) {
    /** With one of these Claude Code would use other credentials, or another provider. */
    private static final List<String> CONTRADICTING = List.of(
            "ANTHROPIC_API_KEY", "CLAUDE_CODE_USE_BEDROCK", "CLAUDE_CODE_USE_VERTEX", "CLAUDE_CODE_USE_FOUNDRY");

    /** Runs it to its end and returns its exit code. */
    int run(List<String> arguments) throws InterruptedException {
        Process process = start(arguments);
        Thread end = new Thread(() -> endWith(process), "stop");
        Runtime.getRuntime().addShutdownHook(end);
        int exitCode = process.waitFor();
        forget(end);
        return exitCode;
    }

    private static void forget(Thread end) {
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            // it runs already, and ends this process with the same exit code
        }
    }

    private Process start(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        configure(builder.environment());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new CommandFailedException("Cannot start " + program + " (" + e.getMessage() + ")", e);
        }
    }

    private void configure(Map<String, String> environment) {
        CONTRADICTING.forEach(environment::remove);
        environment.put("ANTHROPIC_BASE_URL", url.toString());
        environment.put("ANTHROPIC_AUTH_TOKEN", key);
        reachDirectly(url.getHost(), environment);
    }

    /** An HTTP proxy that the environment names would look for localhost on its own machine. */
    private static void reachDirectly(String host, Map<String, String> environment) {
        for (String name : List.of("NO_PROXY", "no_proxy")) {
            environment.merge(name, host, (hosts, added) -> hosts.isBlank() ? added : hosts + "," + added);
        }
    }

    /** A signal to this process is meant for Claude Code, which may still have to write its session. */
    private static void endWith(Process process) {
        process.destroy();
        try {
            Runtime.getRuntime().halt(process.waitFor());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
