package io.infiniproxy;

/** Starts infiniproxy: the jar's command line. */
public final class InfiniProxy {
    private InfiniProxy() {}

    public static void main(String[] args) {}
}
