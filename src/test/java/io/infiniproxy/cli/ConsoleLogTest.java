package io.infiniproxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ConsoleLogTest {
    private final LoggerContext loggers = new LoggerContext();

    @BeforeEach
    void configure() {
        ConsoleLog log = new ConsoleLog();
        log.setContext(loggers);
        assertThat(log.configure(loggers)).isEqualTo(Configurator.ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
    }

    @Test
    void isFoundByLogback() {
        assertThat(ServiceLoader.load(Configurator.class)).hasAtLeastOneElementOfType(ConsoleLog.class);
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
