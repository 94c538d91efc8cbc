package io.infiniproxy.cli.key;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code key}: what can be done with API keys. */
@Command(name = "key", description = "Make API keys.", subcommands = KeyCreateCommand.class, synopsisSubcommandLabel = "COMMAND")
public final class KeyCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected: key create --user NAME --name NAME");
    }
}
