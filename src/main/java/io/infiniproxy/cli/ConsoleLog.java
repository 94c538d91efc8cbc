package io.infiniproxy.cli;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.LoggerFactory;

/**
 * What is logged, and where to: on stderr, so that stdout holds what a command was asked for. A file of Logback's own
 * ({@code -Dlogback.configurationFile}) goes before; without one no XML is read at each start.
 *
 * @see <a href="https://logback.qos.ch/manual/configuration.html">Logback finds it as a service</a>
 */
public final class ConsoleLog extends ContextAwareBase implements Configurator {
    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %logger{0}: %msg%n";
    private static final String OWN = "io.infiniproxy";
    /** They speak only in dev, when a route was edited. */
    private static final String[] RELOADING = {
        "org.apache.camel.support.FileWatcherResourceReloadStrategy", "org.apache.camel.support.RouteWatcherReloadStrategy"
    };

    @Override
    public ExecutionStatus configure(LoggerContext loggers) {
        if (System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY; // Logback asks services before it looks for a file
        }
        Logger root = loggers.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(console());
        loggers.getLogger(OWN).setLevel(Level.INFO);
        for (String name : RELOADING) {
            loggers.getLogger(name).setLevel(Level.INFO);
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private Appender<ILoggingEvent> console() {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(getContext());
        console.setName("console");
        console.setTarget(ConsoleTarget.SystemErr.getName());
        console.setEncoder(encoder());
        console.start();
        return console;
    }

    private Encoder<ILoggingEvent> encoder() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(getContext());
        encoder.setPattern(PATTERN);
        encoder.start();
        return encoder;
    }

    /** Has infiniproxy itself say more; the libraries stay as quiet as they are. */
    static void beginDebug() {
        if (LoggerFactory.getLogger(OWN) instanceof Logger logger) {
            logger.setLevel(Level.DEBUG);
        }
    }
}
