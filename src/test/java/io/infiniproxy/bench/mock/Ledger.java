package io.infiniproxy.bench.mock;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Counts the calls, and notes when those ended that their peer ended. */
final class Ledger {
    private static final int MOST_TIMES = 10_000;

    private final List<Long> peerEnds = new ArrayList<>();
    private long begun;
    private long answered;
    private long endedByPeer;

    void begun() {
        begun++;
    }

    void answered() {
        answered++;
    }

    void endedByPeer() {
        endedByPeer++;
        if (peerEnds.size() < MOST_TIMES) {
            peerEnds.add(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
        }
    }

    /** Returns it as JSON; the times are microseconds since 1970. */
    String json() {
        return "{\"begun\":" + begun + ",\"answered\":" + answered + ",\"ended_by_peer\":" + endedByPeer + ",\"under_way\":"
                + (begun - answered - endedByPeer) + ",\"peer_ends_us\":"
                + peerEnds.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]")) + "}";
    }
}
