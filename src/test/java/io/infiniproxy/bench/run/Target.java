package io.infiniproxy.bench.run;

import io.infiniproxy.bench.load.Api;
import java.util.Map;

/**
 * What is measured: a server, and the API that it is asked by.
 *
 * @param name its column in the table
 * @param cost of its processes; null for the backend itself
 */
record Target(String name, int port, Api api, Map<String, String> headers, ProcessCost cost) {
    boolean hasCost() {
        return cost != null && ProcessCost.isKnown();
    }
}
