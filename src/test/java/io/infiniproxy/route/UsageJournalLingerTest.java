package io.infiniproxy.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.infiniproxy.journal.Journal;
import io.infiniproxy.journal.Slot;
import io.infiniproxy.route.usage.AwaitStoredUsage;
import io.infiniproxy.route.usage.RefusedRecords;
import io.infiniproxy.route.usage.UsageJournalComponent;
import io.infiniproxy.usage.TestUsage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ShutdownPrepared;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A batch that would grow for an hour: who waits for it must not wait for that. */
@Timeout(60)
class UsageJournalLingerTest {
    @TempDir
    private Path folder;

    private final CamelContext camel = new DefaultCamelContext();
    private final List<String> stored = new CopyOnWriteArrayList<>();
    private Journal journal;

    @BeforeEach
    void start() throws Exception {
        journal = Journal.open(folder.resolve("usage-journal"), false);
        camel.addComponent("usage-journal", new UsageJournalComponent(journal, new RefusedRecords(folder.resolve("refused.jsonl"))));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("usage-journal:list?batchSize=3&lingerMs=3600000")
                        .process(exchange -> stored.add(exchange.getMessage().getBody(String.class)));
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() throws IOException {
        camel.stop();
        journal.close();
    }

    @Test
    void aReportRightAfterAnAnswerFindsIt() {
        append("req_1");

        new AwaitStoredUsage(journal).process(new DefaultExchange(camel));

        assertThat(stored).singleElement().asString().contains("req_1");
    }

    @Test
    void aBatchThatIsFullGoesAtOnce() {
        append("req_1");
        append("req_2");
        assertThat(stored).isEmpty();
        append("req_3");

        await().until(() -> journal.waiting() == 0);
        assertThat(stored).singleElement().asString().contains("req_1", "req_2", "req_3");
    }

    @Test
    void aStopHandsOverWhatThereIs() {
        append("req_1");
        append("req_2");

        camel.stop();

        assertThat(stored).singleElement().asString().contains("req_1", "req_2");
        assertThat(journal.waiting()).isZero();
    }

    @Test
    void aStopHandsOverWhatARequestAppendsThatOutlastsIt() throws Exception {
        EndsLate request = new EndsLate();
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:request").process(request);
            }
        });
        CompletableFuture<Object> answer = camel.createProducerTemplate().asyncSendBody("direct:request", "any");
        request.begun.await();

        camel.stop();

        answer.join();
        assertThat(stored).singleElement().asString().contains("req_late");
        assertThat(journal.waiting()).isZero();
    }

    /** Ends once Camel has told all consumers to stop that it does not need any more. */
    private final class EndsLate extends ServiceSupport implements Processor, ShutdownPrepared {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch consumersStopped = new CountDownLatch(1);

        @Override
        public void prepareShutdown(boolean suspendOnly, boolean forced) {
            consumersStopped.countDown();
        }

        @Override
        public void process(Exchange exchange) throws InterruptedException {
            begun.countDown();
            consumersStopped.await();
            append("req_late");
        }
    }

    private void append(String requestId) {
        try (Slot slot = journal.reserve()) {
            slot.append(TestUsage.record(requestId, 1, 1, "2026-11-22T16:48:00Z", "m").json());
        }
    }
}
