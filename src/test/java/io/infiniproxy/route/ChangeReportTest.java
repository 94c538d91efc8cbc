package io.infiniproxy.route;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.anthropic.MessagesRequestReader;
import io.infiniproxy.metrics.ChangeCounters;
import io.infiniproxy.profile.BackendProfiles;
import io.infiniproxy.translate.Changes;
import io.infiniproxy.translate.RequestTranslator;
import io.infiniproxy.translate.ToolNames;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ChangeReportTest {
    private static final String REQUEST =
            """
            {"model":"m","max_tokens":1,"top_k":7,"metadata":{"user_id":"secret-account"},"messages":[
              {"role":"user","content":[{"type":"image","source":{"type":"file","file_id":"secret-file"}},
                {"type":"text","text":"secret words","citations":[{"cited_text":"secret"}]}]},
              {"role":"assistant","content":[{"type":"thinking","thinking":"secret thoughts","signature":"secret"}]}]}""";

    private final Logger logger = (Logger) LoggerFactory.getLogger(ChangeReport.class);
    private final Level level = logger.getLevel();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setAdditive(true);
        logger.setLevel(level);
    }

    @Test
    void logsEachChangeWithoutWhatTheRequestSays() {
        logger.setLevel(Level.DEBUG);
        report();

        assertThat(log.list.stream().map(ILoggingEvent::getFormattedMessage))
                .contains("req_1 dropped top_k at top_k: The backend does not take it for this model")
                .contains("req_1 dropped thinking at messages[1].content[0]: The backend does not want this answer's thinking back")
                .hasSizeGreaterThan(4)
                .noneMatch(line -> line.contains("secret"));
    }

    @Test
    void countsWhetherItLogsOrNot() {
        logger.setLevel(Level.INFO);
        report();

        assertThat(log.list).isEmpty();
        assertThat(registry.get("infiniproxy.translation.changes").tag("kind", "top_k").counter().count()).isEqualTo(1);
        assertThat(registry.get("infiniproxy.translation.changes").tag("kind", "top_p").counter().count()).isZero();
    }

    private void report() {
        MessagesRequest request = MessagesRequestReader.read(REQUEST.getBytes(StandardCharsets.UTF_8));
        Changes changes = new Changes();
        var profile = new BackendProfiles(Optional.empty(), "", URI.create("http://localhost/v1")).forModel("m");
        RequestTranslator.translate(request, ToolNames.of(request.tools()), "m", profile, changes);
        new ChangeReport(new ChangeCounters(registry)).report(changes, request, "req_1");
    }
}
