package io.infiniproxy.bench.floor;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpMethods;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * The least that a proxy in Camel is: a route that hands a request to the backend and its answer back, with the same components, on
 * virtual threads, live streams included. It has no keys, limits, usage records and settings, and translates nothing.
 */
public final class BareRoute extends RouteBuilder {
    private static final int CONNECTIONS = 20_000;
    private static final int PIECE_BYTES = 8192;
    private static final String CLIENT = "client";

    private final int backendPort;

    private BareRoute(int backendPort) {
        this.backendPort = backendPort;
    }

    /** The arguments are the port to listen on and the backend's. */
    public static void main(String[] arguments) throws Exception {
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.setStreamCaching(false); // a stream would be answered when it is over
        camel.addComponent("http", http());
        camel.addService(server(Integer.parseInt(arguments[0])));
        camel.addRoutes(new BareRoute(Integer.parseInt(arguments[1])));
        Runtime.getRuntime().addShutdownHook(new Thread(camel::stop));
        camel.start();
    }

    private static VertxPlatformHttpServer server(int port) {
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost("127.0.0.1");
        configuration.setBindPort(port);
        return new VertxPlatformHttpServer(configuration);
    }

    private static HttpComponent http() {
        HttpComponent http = new HttpComponent();
        http.setMaxTotalConnections(CONNECTIONS);
        http.setConnectionsPerRoute(CONNECTIONS);
        http.setCopyHeaders(false);
        return http;
    }

    @Override
    public void configure() {
        from("platform-http:/health").setBody(constant("{}"));
        from("platform-http:/v1/chat/completions")
                .process(exchange -> exchange.setProperty(CLIENT, exchange.getMessage(HttpMessage.class).getResponse()))
                .convertBodyTo(byte[].class)
                .removeHeaders("*")
                .setHeader(Exchange.HTTP_METHOD, constant(HttpMethods.POST))
                .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                .to("http://127.0.0.1:" + backendPort + "/v1/chat/completions?disableStreamCache=true")
                .process(BareRoute::handOn);
    }

    /** Writes what comes as it comes; Camel would wait until 8 KB are there. */
    private static void handOn(Exchange exchange) throws IOException {
        Message answer = exchange.getMessage();
        HttpServerResponse client = exchange.getProperty(CLIENT, HttpServerResponse.class);
        client.setStatusCode(answer.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class))
                .putHeader("content-type", answer.getHeader(Exchange.CONTENT_TYPE, String.class))
                .setChunked(true);
        byte[] piece = new byte[PIECE_BYTES];
        try (InputStream body = answer.getBody(InputStream.class)) {
            for (int length = body.read(piece); length >= 0; length = body.read(piece)) {
                client.write(Buffer.buffer().appendBytes(piece, 0, length));
            }
        }
        client.end();
    }
}
