package io.infiniproxy.bench.run;

import io.infiniproxy.bench.AskedAnswer;

/** A kind of request, how it is sent, and what is measured of it. */
record Work(
        String name,
        Body body,
        AskedAnswer asked,
        boolean stream,
        int connections,
        double rate,
        double rampSeconds,
        double seconds,
        int requests) {
    /** The conversation that is sent. */
    enum Body { SMALL, LARGE }

    static final int LARGE_BYTES = 1_000_000;

    /** As many requests as {@code connections} can send, one after the other, for so long. */
    static Work closedLoop(String name, Body body, AskedAnswer asked, boolean stream, int connections, double seconds) {
        return new Work(name, body, asked, stream, connections, 0, 0, seconds, 0);
    }

    /** One request a connection, all at once, or spread over a ramp. */
    static Work atOnce(String name, AskedAnswer asked, int connections, double rampSeconds) {
        return new Work(name, Body.SMALL, asked, true, connections, 0, rampSeconds, 600, connections);
    }

    /** So many requests a second, however long the answers take. */
    static Work openLoop(String name, AskedAnswer asked, boolean stream, int connections, double rate, double seconds) {
        return new Work(name, Body.SMALL, asked, stream, connections, rate, 0, seconds, 0);
    }

    Work forSeconds(double other) {
        return new Work(name, body, asked, stream, connections, rate, rampSeconds, other, requests);
    }
}
