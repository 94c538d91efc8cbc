package io.infiniproxy;

import io.infiniproxy.backend.BackendHealth;
import io.infiniproxy.backend.BackendModel;
import io.infiniproxy.backend.http.BackendHttpClient;
import io.infiniproxy.keys.ApiKeyAuthenticator;
import io.infiniproxy.route.AnswerFailure;
import io.infiniproxy.route.AuthenticateClient;
import io.infiniproxy.route.CountTokens;
import io.infiniproxy.route.FinishMessage;
import io.infiniproxy.route.PrepareBackendCall;
import io.infiniproxy.route.ReadMessagesRequest;
import io.infiniproxy.route.RecordFailure;
import io.infiniproxy.route.RecordUsage;
import io.infiniproxy.route.TakeBackendAnswer;
import io.infiniproxy.route.TranslateRequest;
import io.infiniproxy.route.UsageRow;
import io.infiniproxy.route.WriteMessage;
import io.infiniproxy.route.passthrough.FinishPassthrough;
import io.infiniproxy.route.passthrough.ReadPassthroughRequest;
import io.infiniproxy.route.passthrough.WritePassthrough;
import io.infiniproxy.route.stream.MessageStream;
import io.infiniproxy.route.stream.StreamClock;
import io.infiniproxy.settings.BackendUrl;
import io.infiniproxy.settings.Settings;
import io.infiniproxy.sql.Database;
import io.infiniproxy.tokens.TokenCounter;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;

/** Makes the beans and gives them their names: the steps that the routes refer to. */
final class ProxyConfiguration {
    private final Settings settings;
    private final BackendUrl backendUrl;
    private final Database database;
    private final TokenCounter counter = new TokenCounter();
    private final BackendHealth health = new BackendHealth();
    private final StreamClock clock = new StreamClock();

    /** {@code backendUrl} is the configured one, or the demo backend's. */
    ProxyConfiguration(Settings settings, BackendUrl backendUrl, Database database) {
        this.settings = settings;
        this.backendUrl = backendUrl;
        this.database = database;
    }

    void bindTo(CamelContext camel) {
        Registry registry = camel.getRegistry();
        camel.addComponent("http", BackendHttpClient.component(settings));
        registry.bind("dataSource", database.dataSource());
        bindClients(registry);
        bindMessages(registry);
        bindPassthrough(registry);
        bindBackend(registry);
        registry.bind("recordUsage", new RecordUsage());
        registry.bind("usageRow", new UsageRow());
    }

    private void bindClients(Registry registry) {
        ApiKeyAuthenticator authenticator = new ApiKeyAuthenticator(database.readDataSource());
        registry.bind("authenticateClient", new AuthenticateClient(authenticator));
        registry.bind("recordFailure", new RecordFailure(health));
        registry.bind("answerFailure", new AnswerFailure());
    }

    private void bindMessages(Registry registry) {
        MessageStream.Timing timing =
                new MessageStream.Timing(settings.commitDelay(), settings.pingInterval(), settings.timeout());
        registry.bind("readMessagesRequest", new ReadMessagesRequest());
        registry.bind("countTokens", new CountTokens(counter));
        registry.bind(
                "translateRequest",
                new TranslateRequest(
                        new BackendModel(settings.backendModel()),
                        counter,
                        clock,
                        timing,
                        settings.contentFilterStopReason()));
        registry.bind("writeMessage", new WriteMessage());
        registry.bind("finishMessage", new FinishMessage());
    }

    private void bindPassthrough(Registry registry) {
        registry.bind(
                "readPassthroughRequest",
                new ReadPassthroughRequest(settings.backendModel(), settings.asksUsage()));
        registry.bind("writePassthrough", new WritePassthrough(counter, settings.timeout()));
        registry.bind("finishPassthrough", new FinishPassthrough());
    }

    private void bindBackend(Registry registry) {
        registry.bind("prepareBackendCall", new PrepareBackendCall(backendUrl, settings.backendApiKey()));
        registry.bind("takeBackendAnswer", new TakeBackendAnswer(health));
    }
}
