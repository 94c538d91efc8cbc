package io.infiniproxy;

/**
 * What {@code java -jar} starts. Compiled for Java 8, so that an old Java prints a sentence instead of an
 * {@code UnsupportedClassVersionError}.
 */
public final class JavaVersionCheck {
    private static final int REQUIRED = 21;

    private JavaVersionCheck() {}

    public static void main(String[] args) throws Exception {
        int found = feature(System.getProperty("java.specification.version"));
        if (found < REQUIRED) {
            System.err.println("infiniproxy needs Java " + REQUIRED + " or newer, but this is Java " + found + " ("
                    + System.getProperty("java.home") + "). Install a newer JDK, or set JAVA_HOME to one.");
            System.exit(2);
        }
        Class.forName("io.infiniproxy.InfiniProxy").getMethod("main", String[].class).invoke(null, (Object) args);
    }

    /** "1.8" is 8; "17" is 17. */
    static int feature(String specificationVersion) {
        String version = specificationVersion.startsWith("1.") ? specificationVersion.substring(2) : specificationVersion;
        int dot = version.indexOf('.');
        return Integer.parseInt(dot < 0 ? version : version.substring(0, dot));
    }
}
