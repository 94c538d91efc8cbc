package io.infiniproxy.route;

import io.infiniproxy.backend.http.BackendCall;
import io.infiniproxy.backend.http.BackendHttpClient;
import io.infiniproxy.concurrent.StreamClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
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
    private static final long LONGEST_WAIT_NANOS = Duration.ofSeconds(1).toNanos();

    private final StreamClock clock;

    public ReleaseBackend(StreamClock clock) {
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        BackendAnswer answer = exchange.getVariable(Variables.BACKEND_ANSWER, BackendAnswer.class);
        BackendCall call = exchange.getVariable(BackendHttpClient.CALL, BackendCall.class);
        StreamClock.Ticking limit = limit(call);
        clock.add(limit);
        try (InputStream body = answer.body()) {
            if (body.read() >= 0) {
                body.transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException e) {
            LOG.debug("The backend did not end its answer: {}", e.toString());
            call.cancel();
        } finally {
            clock.remove(limit);
        }
    }

    private static StreamClock.Ticking limit(BackendCall call) {
        long startNanos = System.nanoTime();
        return nowNanos -> {
            if (nowNanos - startNanos >= LONGEST_WAIT_NANOS) {
                call.cancel();
            }
        };
    }
}
