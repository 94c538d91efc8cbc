package io.infiniproxy;

import io.infiniproxy.admin.status.CheckBackend;
import io.infiniproxy.admin.status.ConfiguredBackend;
import io.infiniproxy.admin.status.ShowBackends;
import io.infiniproxy.admin.status.ShowFailures;
import io.infiniproxy.admin.status.ShowMyFailures;
import io.infiniproxy.admin.status.ShowRoutes;
import io.infiniproxy.admin.status.ShowStatus;
import io.infiniproxy.backend.BackendHealth;
import io.infiniproxy.backend.BackendModel;
import io.infiniproxy.backend.LearnedEdits;
import io.infiniproxy.backend.http.BackendHttpClient;
import io.infiniproxy.concurrent.StreamClock;
import io.infiniproxy.journal.Journal;
import io.infiniproxy.keys.AdminToken;
import io.infiniproxy.keys.ApiKeyAuthenticator;
import io.infiniproxy.keys.ApiKeyStore;
import io.infiniproxy.keys.LimitedStore;
import io.infiniproxy.keys.OutagePolicy;
import io.infiniproxy.limits.RequestLimits;
import io.infiniproxy.metrics.ChangeCounters;
import io.infiniproxy.metrics.Metrics;
import io.infiniproxy.metrics.UsageCounters;
import io.infiniproxy.prices.Prices;
import io.infiniproxy.profile.BackendProfiles;
import io.infiniproxy.route.AdaptToRefusal;
import io.infiniproxy.route.AnswerFailure;
import io.infiniproxy.route.AnswerHealth;
import io.infiniproxy.route.AnswerMetrics;
import io.infiniproxy.route.AnswerOpenApi;
import io.infiniproxy.route.AuthenticateClient;
import io.infiniproxy.route.BackendAddress;
import io.infiniproxy.route.BackendRequests;
import io.infiniproxy.route.ChangeReport;
import io.infiniproxy.route.CountTokens;
import io.infiniproxy.route.DescribeServer;
import io.infiniproxy.route.FinishMessage;
import io.infiniproxy.route.KeepLesson;
import io.infiniproxy.route.PrepareBackendCall;
import io.infiniproxy.route.ReadMessagesRequest;
import io.infiniproxy.route.RecordFailure;
import io.infiniproxy.route.RecordUsage;
import io.infiniproxy.route.ReleaseBackend;
import io.infiniproxy.route.TakeBackendAnswer;
import io.infiniproxy.route.TranslateRequest;
import io.infiniproxy.route.WriteMessage;
import io.infiniproxy.route.counters.RouteCounters;
import io.infiniproxy.route.counters.StepCounters;
import io.infiniproxy.route.failures.KeepFailure;
import io.infiniproxy.route.failures.RecentFailures;
import io.infiniproxy.route.limits.AdmitRequest;
import io.infiniproxy.route.limits.AnswerLimits;
import io.infiniproxy.route.limits.SettleRequest;
import io.infiniproxy.route.models.AnswerModel;
import io.infiniproxy.route.models.AnswerModels;
import io.infiniproxy.route.models.BackendModels;
import io.infiniproxy.route.models.PrepareModelsCall;
import io.infiniproxy.route.models.ReadBackendModels;
import io.infiniproxy.route.passthrough.FinishPassthrough;
import io.infiniproxy.route.passthrough.ReadPassthroughRequest;
import io.infiniproxy.route.passthrough.StopAskingUsage;
import io.infiniproxy.route.passthrough.WritePassthrough;
import io.infiniproxy.route.stream.MessageStream;
import io.infiniproxy.route.usage.AppendUsage;
import io.infiniproxy.route.usage.AwaitStoredUsage;
import io.infiniproxy.route.usage.DeleteOldUsage;
import io.infiniproxy.route.usage.RefusedRecords;
import io.infiniproxy.route.usage.ReserveUsage;
import io.infiniproxy.route.usage.UsageJournalComponent;
import io.infiniproxy.settings.BackendUrl;
import io.infiniproxy.settings.Settings;
import io.infiniproxy.sql.Database;
import io.infiniproxy.sql.DatabaseCheck;
import io.infiniproxy.tokens.InputTokens;
import io.infiniproxy.tokens.TokenCounter;
import io.infiniproxy.usage.Outcome;
import io.infiniproxy.usage.UsageRetention;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;
import org.apache.camel.util.concurrent.SynchronousExecutorService;

/** Makes the beans and gives them their names: the steps that the routes refer to. */
final class ProxyConfiguration {
    private final Settings settings;
    private final BackendAddress backend;
    private final Database database;
    private final AdminToken adminToken;
    private final ApiKeyAuthenticator authenticator;
    private final BackendModel backendModel;
    private final BackendRequests backendRequests;
    private final ConfiguredBackend configuredBackend;
    private final LongSupplier requestsInFlight;
    private final RecentFailures failures;
    private final LearnedEdits learned = new LearnedEdits();
    private final RouteCounters routeCounters = new RouteCounters();
    private final StepCounters stepCounters = new StepCounters();
    private final Metrics metrics = new Metrics();
    private final TokenCounter counter = new TokenCounter();
    private final BackendHealth health = new BackendHealth(Clock.systemUTC());
    private final Journal journal;
    private final Prices prices;
    private final RequestLimits limits;
    private final RefusedRecords refused;
    private final StreamClock clock = new StreamClock();

    /** {@code backendUrl} is the configured one, or the demo backend's; {@code stores} are open. */
    ProxyConfiguration(
            Settings settings,
            BackendUrl backendUrl,
            Stores stores,
            Prices prices,
            LongSupplier requestsInFlight,
            RecentFailures failures) {
        this.settings = settings;
        this.backend = new BackendAddress(backendUrl, settings.backendApiKey());
        backendModel = new BackendModel(settings.backendModel());
        BackendProfiles profiles = settings.backendProfiles(backendUrl);
        backendRequests = new BackendRequests(backendModel, profiles, learned);
        configuredBackend = new ConfiguredBackend(
                backendUrl, settings.backendUrl().isEmpty(), settings.backendModel(), profiles, health);
        this.requestsInFlight = requestsInFlight;
        this.failures = failures;
        database = stores.database();
        journal = stores.journal();
        refused = new RefusedRecords(settings.refusedUsage());
        this.prices = prices;
        limits = stores.limits();
        adminToken = stores.adminToken();
        authenticator = new ApiKeyAuthenticator(
                database.readDataSource(), settings.refusesAllInOutage() ? OutagePolicy.CLOSED : OutagePolicy.OPEN);
    }

    void bindTo(CamelContext camel) {
        Registry registry = camel.getRegistry();
        camel.addComponent("http", BackendHttpClient.component(settings));
        routeCounters.addTo(camel);
        stepCounters.addTo(camel);
        registry.bind("dataSource", database.dataSource());
        bindClients(registry);
        bindMessages(registry);
        bindPassthrough(registry);
        bindBackend(registry);
        bindModels(registry, camel);
        bindServer(registry);
        new AdminConfiguration(settings, database, adminToken, authenticator, backendRequests, prices).bindTo(registry);
        bindUsage(registry, camel);
        bindLimits(registry);
    }

    private void bindClients(Registry registry) {
        registry.bind("authenticateClient", new AuthenticateClient(authenticator, adminToken));
        registry.bind("answerFailure", new AnswerFailure(new KeepFailure(failures)));
    }

    private void bindUsage(Registry registry, CamelContext camel) {
        RecordUsage recordUsage = new RecordUsage(
                prices,
                new UsageCounters(
                        metrics.registry(), Stream.of(Outcome.values()).map(Outcome::text), requestsInFlight));
        registry.bind("reserveUsage", new ReserveUsage(journal));
        registry.bind("recordUsage", recordUsage);
        registry.bind("recordFailure", new RecordFailure(health, recordUsage));
        registry.bind("callingThread", new SynchronousExecutorService());
        registry.bind("appendUsage", new AppendUsage());
        registry.bind("awaitStoredUsage", new AwaitStoredUsage(journal));
        registry.bind(
                "deleteOldUsage",
                new DeleteOldUsage(
                        new UsageRetention(database.dataSource()), settings.usageRetention(), Clock.systemUTC()));
        camel.addComponent("usage-journal", new UsageJournalComponent(journal, refused));
    }

    private void bindLimits(Registry registry) {
        registry.bind("admitRequest", new AdmitRequest(limits, prices::estimateNanos));
        registry.bind("settleRequest", new SettleRequest());
        registry.bind("answerLimits", new AnswerLimits(limits, new LimitedStore(database.readDataSource())));
    }

    private void bindMessages(Registry registry) {
        MessageStream.Timing timing =
                new MessageStream.Timing(settings.commitDelay(), settings.pingInterval(), settings.timeout());
        registry.bind("readMessagesRequest", new ReadMessagesRequest());
        InputTokens inputTokens = new InputTokens(counter);
        registry.bind("adaptToRefusal", new AdaptToRefusal());
        registry.bind("keepLesson", new KeepLesson(learned));
        registry.bind("countTokens", new CountTokens(inputTokens, backendModel));
        registry.bind(
                "translateRequest",
                new TranslateRequest(
                        backendRequests,
                        counter,
                        inputTokens,
                        new ChangeReport(new ChangeCounters(metrics.registry())),
                        clock,
                        timing,
                        settings.contentFilterStopReason()));
        registry.bind("writeMessage", new WriteMessage());
        registry.bind("finishMessage", new FinishMessage());
    }

    private void bindPassthrough(Registry registry) {
        registry.bind(
                "readPassthroughRequest",
                new ReadPassthroughRequest(settings.backendModel(), settings.asksUsage(), learned));
        registry.bind("stopAskingUsage", new StopAskingUsage());
        registry.bind("writePassthrough", new WritePassthrough(counter, settings.timeout()));
        registry.bind("finishPassthrough", new FinishPassthrough(new KeepFailure(failures)));
    }

    private void bindBackend(Registry registry) {
        registry.bind("prepareBackendCall", new PrepareBackendCall(backend, clock, settings.timeout()));
        registry.bind("takeBackendAnswer", new TakeBackendAnswer(health));
        registry.bind("releaseBackend", new ReleaseBackend(clock));
    }

    private void bindModels(Registry registry, CamelContext camel) {
        BackendModels backendModels = new BackendModels(camel.createProducerTemplate());
        AnswerModels answerModels = new AnswerModels(backendModels, settings.backendModel());
        registry.bind("answerModels", answerModels);
        registry.bind("answerModel", new AnswerModel(answerModels));
        registry.bind("prepareModelsCall", new PrepareModelsCall(backend));
        registry.bind("readBackendModels", new ReadBackendModels());
    }

    private void bindServer(Registry registry) {
        AnswerOpenApi answerOpenApi = new AnswerOpenApi();
        DatabaseCheck databaseCheck = new DatabaseCheck(database.readDataSource());
        registry.bind("answerOpenApi", answerOpenApi);
        registry.bind("describeServer", new DescribeServer(version(), answerOpenApi));
        registry.bind("answerMetrics", new AnswerMetrics(metrics));
        registry.bind("checkBackend", new CheckBackend(settings, backend.url()));
        registry.bind("showRoutes", new ShowRoutes(routeCounters, stepCounters));
        registry.bind("showFailures", new ShowFailures(failures));
        registry.bind("showMyFailures", new ShowMyFailures(failures));
        registry.bind("showBackends", new ShowBackends(configuredBackend));
        registry.bind(
                "showStatus",
                new ShowStatus(
                        new ShowStatus.Server(version(), Instant.now(), database.kind(), requestsInFlight),
                        configuredBackend,
                        databaseCheck,
                        new ApiKeyStore(database, Clock.systemUTC(), authenticator),
                        journal));
        registry.bind("answerHealth", new AnswerHealth(databaseCheck, authenticator, health, journal, refused));
    }

    /** The jar knows its version; classes in a build folder do not. */
    private static String version() {
        return Objects.requireNonNullElse(
                ProxyConfiguration.class.getPackage().getImplementationVersion(), "development");
    }
}
