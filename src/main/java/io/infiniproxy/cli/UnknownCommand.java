package io.infiniproxy.cli;

import picocli.CommandLine;

/** A word that stands where a command is expected, and is none. */
final class UnknownCommand {
    private UnknownCommand() {}

    /** Says so, and names those that there are. */
    static String message(CommandLine parent, String name) {
        return parent.getSubcommands().isEmpty()
                ? "The command " + parent.getCommandName() + " has no command " + name
                : "There is no command " + name + ": expected " + CommandNames.of(parent);
    }
}
