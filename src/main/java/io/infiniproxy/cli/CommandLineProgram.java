package io.infiniproxy.cli;

import io.infiniproxy.cli.check.CheckCommand;
import io.infiniproxy.cli.claude.ClaudeCommand;
import io.infiniproxy.cli.database.BackupCommand;
import io.infiniproxy.cli.database.ImportCommand;
import io.infiniproxy.cli.database.MigrateCommand;
import io.infiniproxy.cli.key.KeyCommand;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The jar's command line. */
@Command(
        name = "infiniproxy",
        description = "Claude Code and OpenAI clients in front of any OpenAI-compatible backend.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            StartCommand.class,
            DevCommand.class,
            ClaudeCommand.class,
            KeyCommand.class,
            CheckCommand.class,
            ImportCommand.class,
            BackupCommand.class,
            MigrateCommand.class,
            RehearseCommand.class,
            VersionCommand.class,
            HelpTextCommand.class
        })
public final class CommandLineProgram implements Runnable {
    private static final int USAGE_WIDTH = 120;
    private static final String[] START = {"start"};

    @Spec
    private CommandSpec spec;

    /** Runs a command and returns the exit code. */
    public static int run(String... args) {
        return Arrays.equals(args, START) ? start() : parser().execute(args);
    }

    /** Does what the parser would: to make it, with all that it knows of the other commands, takes a tenth of a start. */
    private static int start() {
        try {
            return new StartCommand().call();
        } catch (Exception e) {
            System.err.println(OneLineError.logged(e));
            return ExitCode.SOFTWARE;
        }
    }

    static CommandLine parser() {
        CommandLine program = new CommandLine(new CommandLineProgram())
                .setCommandName(ProgramName.get())
                .setExpandAtFiles(false)
                .setUsageHelpWidth(USAGE_WIDTH)
                .setParameterExceptionHandler(new OneLineError())
                .setExecutionExceptionHandler(new OneLineError());
        ClaudeCommand.keepArguments(program.getSubcommands().get("claude"));
        return program;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected a command: " + CommandNames.of(spec.commandLine()));
    }
}
