package io.infiniproxy.server;

import io.vertx.core.spi.ExecutorServiceFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * Gives every exchange a virtual thread of its own. Camel runs each one with {@code executeBlocking}, whose own pool has 20
 * threads: the 21st stream would wait for one of them to end. Found by Vert.x through {@code META-INF/services}.
 */
public final class VirtualThreads implements ExecutorServiceFactory {
    @Override
    public ExecutorService createExecutor(ThreadFactory threadFactory, Integer concurrency, Integer maxConcurrency) {
        return Executors.newVirtualThreadPerTaskExecutor();
    }
}
