package io.infiniproxy.cli;

import picocli.CommandLine.Option;

/** {@code --help}, for all commands but claude, which leaves it to Claude Code. */
public final class HelpOption {
    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this text.")
    private boolean isAsked;
}
