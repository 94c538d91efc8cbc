package io.infiniproxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConsoleLogTest {
    private static final String FILE = ClassicConstants.CONFIG_FILE_PROPERTY;

    private final LoggerContext loggers = new LoggerContext();
    /** The tests' own. */
    private final String file = System.clearProperty(FILE);

    @BeforeEach
    void configure() throws JoranException {
        new ContextInitializer(loggers).autoConfig();
    }

    @AfterEach
    void restore() {
        System.setProperty(FILE, file);
    }

    @Test
    void aFileOfOnesOwnGoesBefore(@TempDir Path folder) throws Exception {
        Path own = Files.writeString(folder.resolve("own.xml"), "<configuration><root level=\"ERROR\"/></configuration>");
        System.setProperty(FILE, own.toString());
        LoggerContext configured = new LoggerContext();

        new ContextInitializer(configured).autoConfig();

        assertThat(configured.getLogger("io.infiniproxy.Any").getEffectiveLevel()).isEqualTo(Level.ERROR);
    }

    @Test
    void librariesSayOnlyWhatIsWrong() {
        assertThat(loggers.getLogger("org.apache.camel.Any").getEffectiveLevel()).isEqualTo(Level.WARN);
        assertThat(loggers.getLogger("io.infiniproxy.Any").getEffectiveLevel()).isEqualTo(Level.INFO);
        assertThat(loggers.getLogger("org.apache.camel.support.RouteWatcherReloadStrategy").getEffectiveLevel())
                .isEqualTo(Level.INFO);
    }

    @Test
    void linesGoToStderr() {
        assertThat(console().getTarget()).isEqualTo("System.err");
    }

    @Test
    void aLineSaysWhenAndWhere() {
        Logger logger = loggers.getLogger("io.infiniproxy.server.ProxyServer");
        LoggingEvent event = new LoggingEvent("", logger, Level.WARN, "7 are left", null, null);
        event.setInstant(
                LocalDateTime.of(2026, 11, 29, 9, 5, 7, 8_000_000).atZone(ZoneId.systemDefault()).toInstant());

        assertThat(new String(console().getEncoder().encode(event), StandardCharsets.UTF_8))
                .isEqualTo("09:05:07.008 WARN  ProxyServer: 7 are left" + System.lineSeparator());
    }

    private ConsoleAppender<ILoggingEvent> console() {
        return (ConsoleAppender<ILoggingEvent>)
                loggers.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("console");
    }
}
