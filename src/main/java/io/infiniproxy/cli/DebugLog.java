package io.infiniproxy.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** More log lines of infiniproxy itself; the libraries stay as quiet as they are. */
final class DebugLog {
    private DebugLog() {}

    static void begin() {
        if (LoggerFactory.getLogger("io.infiniproxy") instanceof Logger logger) {
            logger.setLevel(Level.DEBUG);
        }
    }
}
