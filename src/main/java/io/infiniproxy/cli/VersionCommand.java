package io.infiniproxy.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code version}: prints which version this is. */
@Command(name = "version", description = "Print the version.")
final class VersionCommand implements Runnable {
    @Mixin
    private HelpOption help;

    @Override
    public void run() {
        System.out.println("infiniproxy " + ProgramVersion.get() + " (Java " + Runtime.version().feature() + ")");
    }
}
