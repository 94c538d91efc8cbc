package io.infiniproxy.bench.run;

import io.infiniproxy.bench.AskedAnswer;
import io.infiniproxy.bench.load.Api;
import java.util.Map;

/**
 * What is measured: a server, and the API that it is asked by.
 *
 * @param name its column in the table
 * @param cost of its processes; null for the backend itself
 * @param modelPrefix what stands before the model's name for this server
 * @param peer whether it is somebody else's proxy, whose wrong answers are told and do not fail the bench, and whose counts of tokens are not looked at
 */
record Target(
        String name, int port, Api api, Map<String, String> headers, ProcessCost cost, String modelPrefix, boolean peer) {
    Target(String name, int port, Api api, Map<String, String> headers, ProcessCost cost) {
        this(name, port, api, headers, cost, "", false);
    }

    /** Returns the model's name that asks for such an answer. */
    String model(AskedAnswer asked) {
        return modelPrefix + asked.model();
    }

    Target named(String other) {
        return new Target(other, port, api, headers, cost, modelPrefix, peer);
    }

    boolean hasCost() {
        return cost != null && ProcessCost.isKnown();
    }
}
