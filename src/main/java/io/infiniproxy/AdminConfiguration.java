package io.infiniproxy;

import io.infiniproxy.admin.AdminCredentials;
import io.infiniproxy.admin.AnswerAdminFile;
import io.infiniproxy.admin.AnswerLibraryFile;
import io.infiniproxy.admin.AuthenticateAdmin;
import io.infiniproxy.admin.AuthenticateAdminOrClient;
import io.infiniproxy.admin.AuthenticateUser;
import io.infiniproxy.admin.AuthenticateVisitor;
import io.infiniproxy.admin.CreateApiKey;
import io.infiniproxy.admin.CreateUser;
import io.infiniproxy.admin.DeactivateApiKey;
import io.infiniproxy.admin.DeactivateUser;
import io.infiniproxy.admin.FailedSignIns;
import io.infiniproxy.admin.ListApiKeys;
import io.infiniproxy.admin.ListAudit;
import io.infiniproxy.admin.ListMyApiKeys;
import io.infiniproxy.admin.ListUsers;
import io.infiniproxy.admin.PageSession;
import io.infiniproxy.admin.RefuseForeignHost;
import io.infiniproxy.admin.RotateApiKey;
import io.infiniproxy.admin.ShowSession;
import io.infiniproxy.admin.ShowTranslation;
import io.infiniproxy.admin.SignIn;
import io.infiniproxy.admin.SignOut;
import io.infiniproxy.admin.UpdateApiKey;
import io.infiniproxy.admin.UpdateUser;
import io.infiniproxy.audit.AuditLog;
import io.infiniproxy.keys.AdminToken;
import io.infiniproxy.keys.ApiKeyAuthenticator;
import io.infiniproxy.keys.ApiKeyStore;
import io.infiniproxy.keys.Sessions;
import io.infiniproxy.keys.UserStore;
import io.infiniproxy.prices.Prices;
import io.infiniproxy.route.AnswerApiKeyUsage;
import io.infiniproxy.route.AnswerMyUsage;
import io.infiniproxy.route.AuthenticateClient;
import io.infiniproxy.route.BackendRequests;
import io.infiniproxy.route.report.AnswerUsageExport;
import io.infiniproxy.route.report.AnswerUsageReport;
import io.infiniproxy.route.report.AnswerUsageRequests;
import io.infiniproxy.settings.Settings;
import io.infiniproxy.sql.Database;
import io.infiniproxy.usage.UsageReports;
import io.infiniproxy.usage.report.RecordedRequests;
import io.infiniproxy.usage.report.UsageReport;
import java.time.Clock;
import org.apache.camel.spi.Registry;

/** Makes the beans of the admin endpoints, the admin page and the usage reports. */
final class AdminConfiguration {
    private final Settings settings;
    private final AdminToken token;
    private final BackendRequests backendRequests;
    private final Sessions sessions;
    private final FailedSignIns failedSignIns = new FailedSignIns();
    private final RefuseForeignHost refuseForeignHost;
    private final PageSession session;
    private final AdminCredentials credentials;
    private final AuthenticateClient authenticateClient;
    private final UserStore users;
    private final ApiKeyStore apiKeys;
    private final AuditLog audit;
    private final UsageReports reports;
    private final UsageReport report;
    private final RecordedRequests requests;
    private final Prices prices;

    AdminConfiguration(
            Settings settings,
            Database database,
            AdminToken token,
            ApiKeyAuthenticator authenticator,
            BackendRequests backendRequests,
            Prices prices) {
        this.settings = settings;
        this.token = token;
        this.backendRequests = backendRequests;
        sessions = new Sessions(Clock.systemUTC(), authenticator);
        refuseForeignHost = new RefuseForeignHost(settings.isLoopback());
        session = new PageSession(sessions, refuseForeignHost);
        credentials = new AdminCredentials(token, session, failedSignIns);
        authenticateClient = new AuthenticateClient(authenticator, token);
        users = new UserStore(database, Clock.systemUTC(), authenticator);
        apiKeys = new ApiKeyStore(database, Clock.systemUTC(), authenticator);
        audit = new AuditLog(database, Clock.systemUTC());
        reports = new UsageReports(database.readDataSource());
        report = new UsageReport(database.readDataSource(), Clock.systemUTC());
        requests = new RecordedRequests(database.readDataSource());
        this.prices = prices;
    }

    void bindTo(Registry registry) {
        bindAccess(registry);
        bindUsers(registry);
        bindApiKeys(registry);
        bindUsage(registry);
        registry.bind("showTranslation", new ShowTranslation(backendRequests));
        registry.bind("answerLibraryFile", new AnswerLibraryFile());
        registry.bind("answerAdminFile", new AnswerAdminFile(settings.home()));
    }

    private void bindAccess(Registry registry) {
        registry.bind("refuseForeignHost", refuseForeignHost);
        registry.bind("authenticateAdmin", new AuthenticateAdmin(credentials));
        var authenticateAdminOrClient = new AuthenticateAdminOrClient(credentials, session, authenticateClient);
        registry.bind("authenticateAdminOrClient", authenticateAdminOrClient);
        registry.bind("authenticateVisitor", new AuthenticateVisitor(authenticateAdminOrClient));
        registry.bind("authenticateUser", new AuthenticateUser(session, authenticateClient));
        registry.bind("showSession", new ShowSession());
        registry.bind("signIn", new SignIn(token, sessions, failedSignIns, audit));
        registry.bind("signOut", new SignOut(sessions));
        registry.bind("listAudit", new ListAudit(audit));
    }

    private void bindUsers(Registry registry) {
        registry.bind("listUsers", new ListUsers(users));
        registry.bind("createUser", new CreateUser(users));
        registry.bind("updateUser", new UpdateUser(users));
        registry.bind("deactivateUser", new DeactivateUser(users));
    }

    private void bindApiKeys(Registry registry) {
        registry.bind("listApiKeys", new ListApiKeys(apiKeys));
        registry.bind("listMyApiKeys", new ListMyApiKeys(apiKeys));
        registry.bind("createApiKey", new CreateApiKey(users, apiKeys));
        registry.bind("updateApiKey", new UpdateApiKey(apiKeys));
        registry.bind("rotateApiKey", new RotateApiKey(apiKeys));
        registry.bind("deactivateApiKey", new DeactivateApiKey(apiKeys));
    }

    private void bindUsage(Registry registry) {
        registry.bind("answerMyUsage", new AnswerMyUsage(reports));
        registry.bind("answerApiKeyUsage", new AnswerApiKeyUsage(apiKeys, reports));
        registry.bind("answerUsageReport", new AnswerUsageReport(report, prices));
        registry.bind("answerUsageRequests", new AnswerUsageRequests(requests, prices));
        registry.bind("answerUsageExport", new AnswerUsageExport(requests, settings.timeout()));
    }
}
