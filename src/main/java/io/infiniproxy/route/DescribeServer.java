package io.infiniproxy.route;

import io.infiniproxy.route.stream.ClientConnection;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers what this server is, and which endpoints it has. */
public final class DescribeServer implements Processor {
    private final String version;
    private final AnswerOpenApi document;
    /** Made for whoever asks first: a start need not read the whole document. */
    private volatile Server server;

    public DescribeServer(String version, AnswerOpenApi document) {
        this.version = version;
        this.document = document;
    }

    private record Server(String name, String version, String status, List<AnswerOpenApi.Endpoint> endpoints) {}

    @Override
    public void process(Exchange exchange) {
        if (server == null) {
            server = new Server("infiniproxy", version, "running", document.endpoints());
        }
        JsonAnswer.send(ClientConnection.of(exchange), server);
    }
}
