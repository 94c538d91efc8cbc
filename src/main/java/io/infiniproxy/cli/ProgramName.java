package io.infiniproxy.cli;

/** How this program was called, for the lines that a reader may copy. */
public final class ProgramName {
    private ProgramName() {}

    /** Returns the launcher's own name, if it was the launcher that started the jar. */
    public static String get() {
        return System.getProperty("infiniproxy.command", "java -jar infiniproxy.jar");
    }
}
