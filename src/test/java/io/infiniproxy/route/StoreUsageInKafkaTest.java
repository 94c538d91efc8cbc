package io.infiniproxy.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.journal.Journal;
import io.infiniproxy.journal.Slot;
import io.infiniproxy.json.Json;
import io.infiniproxy.route.usage.RefusedRecords;
import io.infiniproxy.route.usage.UsageJournalComponent;
import io.infiniproxy.usage.TestUsage;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.spi.Registry;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code examples/store-usage-kafka.camel.yaml} between a journal and Kafka's own stand-in for its brokers. */
class StoreUsageInKafkaTest extends CamelMainTestSupport {
    @TempDir
    private Path folder;

    /** Completes a message only when it is told to. */
    private final MockProducer<String, String> kafka =
            new MockProducer<>(false, new StringSerializer(), new StringSerializer());

    private final Properties sentTo = new Properties();
    private Journal journal;

    @Override
    protected void configure(MainConfigurationProperties configuration) {
        configuration.setRoutesIncludePattern("file:examples/store-usage-kafka.camel.yaml");
    }

    @Override
    protected Properties useOverridePropertiesWithPropertiesComponent() {
        Properties properties = new Properties();
        properties.setProperty("kafka.brokers", "kafka.example.com:9092");
        return properties;
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        journal = Journal.open(folder.resolve("usage-journal"), false);
        registry.bind("usage-journal", new UsageJournalComponent(journal, new RefusedRecords(folder.resolve("refused.jsonl"))));
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext camel = super.createCamelContext();
        camel.getComponent("kafka", KafkaComponent.class).setKafkaClientFactory(new DefaultKafkaClientFactory() {
            @Override
            @SuppressWarnings("rawtypes")
            public Producer getProducer(Properties properties) {
                sentTo.putAll(properties);
                return kafka;
            }
        });
        return camel;
    }

    @AfterEach
    void close() throws Exception {
        context.stop();
        journal.close();
    }

    @Test
    void aBatchLeavesTheJournalWhenKafkaHasIt() throws Exception {
        append("req_1");
        await().until(() -> kafka.history().size() == 1);

        assertThat(journal.waiting()).isEqualTo(1);
        kafka.completeNext();

        await().until(() -> journal.waiting() == 0);
        ProducerRecord<String, String> message = kafka.history().getFirst();
        assertThat(message.topic()).isEqualTo("usage");
        assertThat(Json.read(message.value()).findValuesAsText("request_id")).containsExactly("req_1");
        assertThat(sentTo).containsEntry("bootstrap.servers", "kafka.example.com:9092").containsEntry("acks", "all");
    }

    @Test
    void aBatchThatKafkaDoesNotTakeComesAgain() throws Exception {
        append("req_1");
        await().until(() -> kafka.history().size() == 1);

        kafka.errorNext(new TimeoutException("no broker"));

        await().until(() -> kafka.history().size() == 2);
        assertThat(journal.waiting()).isEqualTo(1);
        kafka.completeNext();
        await().until(() -> journal.waiting() == 0);
        JsonNode again = Json.read(kafka.history().getLast().value());
        assertThat(again.findValuesAsText("request_id")).containsExactly("req_1");
    }

    private void append(String requestId) {
        try (Slot slot = journal.reserve()) {
            slot.append(TestUsage.record(requestId, 1, 1, "2026-11-22T16:48:00Z", "m").json());
        }
    }
}
