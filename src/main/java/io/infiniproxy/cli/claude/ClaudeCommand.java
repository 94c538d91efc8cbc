package io.infiniproxy.cli.claude;

import io.infiniproxy.cli.CommandSettings;
import io.infiniproxy.cli.RunningProxy;
import io.infiniproxy.cli.key.KeptKey;
import io.infiniproxy.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code claude}: starts Claude Code against the running proxy. */
@Command(
        name = "claude",
        description = "Start Claude Code against the running proxy, with a key of its own.",
        footer = {
            "",
            "The proxy must run: start it in another terminal first.",
            "CLAUDE_COMMAND (environment) names Claude Code's program, where it is not the claude on PATH."
        })
public final class ClaudeCommand implements Callable<Integer> {
    private static final String NO_DELIMITER = "\0";

    @Parameters(arity = "0..*", paramLabel = "ARGS", description = "Claude Code's own arguments.")
    private List<String> arguments = new ArrayList<>();

    /** Makes the parser pass all arguments on as they are, also {@code --help} and {@code --}. */
    public static void keepArguments(CommandLine claude) {
        claude.setUnmatchedOptionsArePositionalParams(true)
                .setStopAtPositional(true)
                .setEndOfOptionsDelimiter(NO_DELIMITER);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = CommandSettings.read();
        try (RunningProxy proxy = RunningProxy.require(settings)) {
            Path program = ClaudeProgram.find(System.getenv());
            String key = KeptKey.ofClaude(proxy, settings).get();
            return new ClaudeProcess(program, proxy.url(), key).run(arguments);
        }
    }
}
