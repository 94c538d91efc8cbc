package io.infiniproxy.route.models;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Reads the backend's answer: the message's body is the list of its models, or nothing when it gives none. */
public final class ReadBackendModels implements Processor {
    /** More than a thousand times the longest list known. */
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    @Override
    public void process(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        try (InputStream body = message.getBody(InputStream.class)) {
            byte[] bytes = body == null ? new byte[0] : body.readNBytes(MAX_BYTES);
            Optional<List<Model>> models = status == 200 ? BackendModelsReader.read(bytes) : Optional.empty();
            message.setBody(models.orElse(null));
        }
    }
}
