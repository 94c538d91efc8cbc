package io.infiniproxy.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An OpenAI-compatible backend without a model: streams, calls tools, counts tokens, and says that it is a demo. */
public final class DemoBackend implements AutoCloseable {
    private static final int BACKLOG = 1024;

    private final HttpServer server;
    private final ExecutorService threads;

    private DemoBackend(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** Starts the backend on a free loopback port. */
    public static DemoBackend start() throws IOException {
        setServerProperties();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), BACKLOG);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var router = new Router();
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(router, exchange));
        server.start();
        return new DemoBackend(server, threads);
    }

    /** What OPENAI_BASE_URL would be for this backend. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void answer(Router router, HttpExchange http) throws IOException {
        var exchange = new DemoExchange(http);
        try {
            router.endpoint(exchange).answer(exchange);
        } catch (RejectedRequestException e) {
            exchange.json(e.status(), e.body());
        } catch (RuntimeException e) {
            var failed = RejectedRequestException.failed(e);
            exchange.json(failed.status(), failed.body());
        }
        http.close();
    }

    /**
     * The JDK's server reads these once, when it is first used. Without nodelay, the small writes of a stream wait for
     * the client's delayed ACKs; with the default of 200 idle connections, it closes pooled ones while they are reused.
     */
    private static void setServerProperties() {
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        setUnlessSet("sun.net.httpserver.maxIdleConnections", "10000");
        setUnlessSet("sun.net.httpserver.idleInterval", "600");
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
