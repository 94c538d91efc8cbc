package io.infiniproxy.route.models;

import io.infiniproxy.concurrent.SharedQuestion;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models that the backend says it has. It is asked when a client wants to know, and once a minute at most; while it does
 * not answer, what it said before stays. Threadsafe.
 */
public final class BackendModels {
    /** Claude Code waits three seconds for the whole list. */
    static final Duration LONGEST_WAIT = Duration.ofMillis(2_500);

    private static final Logger LOG = LoggerFactory.getLogger(BackendModels.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final String ROUTE = "direct:backend-models";

    private final ProducerTemplate camel;
    private final SharedQuestion<List<Model>> question = new SharedQuestion<>(this::ask, INTERVAL, LONGEST_WAIT);
    private volatile List<Model> known = List.of();

    /** {@code camel} reaches the route that asks the backend. */
    public BackendModels(ProducerTemplate camel) {
        this.camel = camel;
    }

    List<Model> list() {
        return question.answerOr(known);
    }

    private List<Model> ask() {
        Exchange asked = camel.send(ROUTE, exchange -> {});
        if (asked.getException() != null) {
            LOG.debug("The backend does not say which models it has: {}", asked.getException().toString());
        } else if (asked.getMessage().getBody() instanceof List<?> models) {
            known = models.stream().map(Model.class::cast).toList();
        }
        return known;
    }
}
