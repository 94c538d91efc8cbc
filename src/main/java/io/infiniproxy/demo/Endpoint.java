package io.infiniproxy.demo;

import java.io.IOException;

/** What answers the requests of one path. */
@FunctionalInterface
interface Endpoint {
    void answer(DemoExchange exchange) throws IOException;
}
