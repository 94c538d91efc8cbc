package io.infiniproxy.cli;

import io.infiniproxy.settings.Settings;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens on SIGTERM: running answers finish, usage is written, and the exit code is 0. */
final class OrderlyEnd implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(OrderlyEnd.class);

    private final Service service;
    private final Settings settings;

    OrderlyEnd(Service service, Settings settings) {
        this.service = service;
        this.settings = settings;
    }

    /** Halts: a JVM that a signal ends would otherwise report the signal as its exit code. */
    @Override
    public void run() {
        System.out.println("Stopping; running answers have "
                + settings.shutdownTimeout().toSeconds() + " s to finish.");
        Runtime.getRuntime().halt(stop());
    }

    private int stop() {
        try {
            service.close();
            System.out.println("Stopped.");
            return 0;
        } catch (IOException | RuntimeException e) {
            LOG.error("The proxy did not stop in order", e);
            return 1;
        }
    }
}
