package io.infiniproxy.testing;

/**
 * What the fake backend does with one request. A script runs on a virtual thread of its own and may block: to send an
 * event, wait for the test, and send the next. One that returns without ending its answer closes the connection.
 */
@FunctionalInterface
public interface Script {
    void run(Connection connection) throws Exception;
}
