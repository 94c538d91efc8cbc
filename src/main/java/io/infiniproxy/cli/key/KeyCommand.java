package io.infiniproxy.cli.key;

import io.infiniproxy.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code key}: what can be done with API keys. */
@Command(name = "key", description = "Make API keys.", subcommands = KeyCreateCommand.class, synopsisSubcommandLabel = "COMMAND")
public final class KeyCommand implements Runnable {
    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected: key create --user NAME --name NAME");
    }
}
