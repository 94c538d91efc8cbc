package io.infiniproxy.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code help}: says what there is, or what a command does, also one of two words. picocli's own knows the first word only. */
@Command(name = "help", helpCommand = true, description = "Say what there is, or what a command does.")
final class HelpTextCommand implements Runnable {
    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command to explain: key create, for example.")
    private final List<String> names = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine explained = spec.root().commandLine();
        for (String name : names) {
            explained = command(explained, name);
        }
        PrintWriter out = spec.commandLine().getOut();
        explained.usage(out);
        out.flush();
    }

    private CommandLine command(CommandLine parent, String name) {
        CommandLine found = parent.getSubcommands().get(name);
        if (found == null) {
            throw new ParameterException(spec.commandLine(), UnknownCommand.message(parent, name));
        }
        return found;
    }
}
