package io.infiniproxy;

import io.infiniproxy.cli.CommandLineProgram;

/** Starts infiniproxy: the jar's command line. */
public final class InfiniProxy {
    private InfiniProxy() {}

    public static void main(String[] args) {
        System.exit(CommandLineProgram.run(args));
    }
}
