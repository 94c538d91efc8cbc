package io.infiniproxy.cli.key;

import io.infiniproxy.cli.CommandFailedException;
import io.infiniproxy.cli.CommandSettings;
import io.infiniproxy.cli.HelpOption;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code key create}: prints a new API key, and nothing else, on stdout. */
@Command(name = "create", description = "Print a new API key. It works at once, and is shown this once only.")
final class KeyCreateCommand implements Runnable {
    @Mixin
    private HelpOption help;

    @Option(names = "--user", required = true, paramLabel = "NAME", description = "Whose key it is; made if there is none.")
    private String user;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "What the key is called.")
    private String name;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        if (user.isBlank()) {
            throw new CommandFailedException("--user: expected a name, got none");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(NewKey.create(CommandSettings.read(), user.strip(), name.strip()));
        out.flush();
    }
}
