package io.infiniproxy.route;

import io.infiniproxy.backend.http.BackendCall;
import io.infiniproxy.backend.http.BackendHttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what may follow the last event of the backend's answer, so that its connection can be used again; a backend that does
 * not end its answer in time loses the connection. What is left Camel would read to the end, and on a thread that many other
 * clients wait for.
 */
public final class ReleaseBackend implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseBackend.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    @Override
    public void process(Exchange exchange) {
        BackendAnswer answer = exchange.getVariable(Variables.BACKEND_ANSWER, BackendAnswer.class);
        BackendCall call = exchange.getVariable(BackendHttpClient.CALL, BackendCall.class);
        CompletableFuture<Void> limit = CompletableFuture.runAsync(
                call::cancel, CompletableFuture.delayedExecutor(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS));
        try (InputStream body = answer.body()) {
            body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            LOG.debug("The backend did not end its answer: {}", e.toString());
            call.cancel();
        } finally {
            limit.cancel(false);
        }
    }
}
