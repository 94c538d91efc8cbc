package io.infiniproxy.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Which version this is, as the jar's manifest says. */
final class ProgramVersion implements IVersionProvider {

    static String get() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return Objects.requireNonNullElse(version, "(not built into a jar)");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"infiniproxy " + get()};
    }
}
