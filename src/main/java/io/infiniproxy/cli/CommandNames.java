package io.infiniproxy.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The commands that there are, for the sentence that says so. */
final class CommandNames {
    private CommandNames() {}

    /** Returns the names of a command's commands, but for the hidden ones: {@code start, dev or check} for example. */
    static String of(CommandLine command) {
        List<String> names = new ArrayList<>();
        command.getSubcommands().forEach((name, subcommand) -> {
            if (!subcommand.getCommandSpec().usageMessage().hidden()) {
                names.add(name);
            }
        });
        String last = names.removeLast();
        return names.isEmpty() ? last : String.join(", ", names) + " or " + last;
    }
}
