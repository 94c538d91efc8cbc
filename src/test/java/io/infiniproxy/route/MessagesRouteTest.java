package io.infiniproxy.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Processor;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.spi.Registry;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.apache.camel.util.concurrent.SynchronousExecutorService;
import org.junit.jupiter.api.Test;

/** The flow of {@code routes/messages.camel.yaml} and {@code routes/errors.camel.yaml}, with steps that only note their turn. */
class MessagesRouteTest extends CamelMainTestSupport {
    private static final List<String> STEPS = List.of(
            "authenticateClient",
            "readMessagesRequest",
            "translateRequest",
            "admitRequest",
            "reserveUsage",
            "adaptToRefusal",
            "keepLesson",
            "writeMessage",
            "recordUsage",
            "settleRequest",
            "finishMessage",
            "releaseBackend",
            "recordFailure",
            "answerFailure");

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private String failing = "";
    private boolean asksAgain;

    @Override
    protected void configure(MainConfigurationProperties configuration) {
        configuration.setRoutesIncludePattern("file:routes/messages.camel.yaml,file:routes/errors.camel.yaml");
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        registry.bind("callingThread", new SynchronousExecutorService());
        STEPS.forEach(step -> registry.bind(step, (Processor) exchange -> {
            taken.add(step);
            if (step.equals(failing)) {
                throw new IllegalStateException("Failed because the test wants it");
            }
            exchange.setVariable(Variables.ASKS_AGAIN, asksAgain);
            if (step.startsWith("record")) {
                exchange.setVariable(Variables.USAGE_ENTRY, step);
                exchange.getMessage().setBody(step);
            }
        }));
    }

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        configuration.withMockEndpointsAndSkip("direct:backend|direct:usage");
        configuration.replaceRouteFromWith("messages", "direct:client");
    }

    @Test
    void usageIsOnDiskAndLimitsAreFreeBeforeTheLastEvents() throws Exception {
        MockEndpoint usage = usage("recordUsage");
        template.sendBody("direct:client", "request");
        usage.assertIsSatisfied();
        assertThat(taken)
                .containsExactly(
                        "authenticateClient",
                        "readMessagesRequest",
                        "translateRequest",
                        "admitRequest",
                        "reserveUsage",
                        "adaptToRefusal",
                        "writeMessage",
                        "recordUsage",
                        "direct:usage",
                        "settleRequest",
                        "finishMessage",
                        "releaseBackend");
    }

    @Test
    void theBackendIsAskedOnceMoreWhenARequestWasAdapted() throws Exception {
        asksAgain = true;
        MockEndpoint backend = getMockEndpoint("mock:direct:backend");
        backend.expectedMessageCount(2);
        template.sendBody("direct:client", "request");
        backend.assertIsSatisfied();
        assertThat(taken).containsSubsequence("adaptToRefusal", "keepLesson", "writeMessage");
    }

    @Test
    void aFailureIsRecordedAndAnswered() throws Exception {
        failing = "writeMessage";
        MockEndpoint usage = usage("recordFailure");
        template.sendBody("direct:client", "request");
        usage.assertIsSatisfied();
        assertThat(taken).endsWith("writeMessage", "recordFailure", "direct:usage", "settleRequest", "answerFailure");
    }

    private MockEndpoint usage(String body) {
        MockEndpoint usage = getMockEndpoint("mock:direct:usage");
        usage.expectedBodiesReceived(body);
        usage.whenAnyExchangeReceived(exchange -> taken.add("direct:usage"));
        return usage;
    }
}
