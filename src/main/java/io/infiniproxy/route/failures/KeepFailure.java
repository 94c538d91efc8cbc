package io.infiniproxy.route.failures;

import io.infiniproxy.anthropic.ApiError;
import io.infiniproxy.backend.BackendException;
import io.infiniproxy.keys.Caller;
import io.infiniproxy.route.AuthenticateClient;
import io.infiniproxy.route.BackendAnswer;
import io.infiniproxy.route.UsageMeter;
import io.infiniproxy.route.Variables;
import io.infiniproxy.route.stream.ClientConnection;
import java.util.Set;
import org.apache.camel.Exchange;

/** Makes of an exchange that fails what may be kept of it. */
public final class KeepFailure {
    /** What the backend says with these is of keys, credit, names of models and limits; with others it may quote the request. */
    private static final Set<Integer> WITHOUT_QUOTES = Set.of(401, 402, 404, 429);

    private static final String SECRET = "\\b(?:sk|key|pk)[-_][A-Za-z0-9*._-]{4,}";

    private final RecentFailures failures;

    public KeepFailure(RecentFailures failures) {
        this.failures = failures;
    }

    /** Keeps what the client is told when a step has failed. */
    public void keep(Exchange exchange, Throwable failure, ApiError error) {
        boolean quotes = failure instanceof BackendException && !saysNothingOfTheRequest(exchange);
        keep(exchange, error.status(), quotes ? withheld(error) : error.message());
    }

    /** Keeps an answer of the backend that is passed through: of that, the status alone. */
    public void keep(Exchange exchange, int status) {
        keep(exchange, status, "The backend answered " + status);
    }

    private void keep(Exchange exchange, int status, String message) {
        ClientConnection client = ClientConnection.of(exchange);
        String method = client.request().method();
        String path = client.request().path();
        if (!RecentFailures.isOfClient(method, path)) {
            return;
        }
        boolean presentsKey = AuthenticateClient.presentsKey(client);
        FailedRequest failed = FailedRequest.unrouted(
                method, path, status, message.replaceAll(SECRET, "…"), presentsKey, client.requestId());
        Caller caller = exchange.getVariable(Variables.CALLER, Caller.class);
        if (caller != null) {
            failed = failed.by(caller, AuthenticateClient.keyPrefix(client));
        } else if (status == 401 && presentsKey) {
            failed = failed.withUnknownKey();
        }
        UsageMeter meter = exchange.getVariable(Variables.USAGE_METER, UsageMeter.class);
        failures.add(meter == null ? failed : failed.askingFor(meter.askedModel()));
    }

    private static boolean saysNothingOfTheRequest(Exchange exchange) {
        return exchange.getVariable(Variables.BACKEND_ANSWER) instanceof BackendAnswer answer
                && WITHOUT_QUOTES.contains(answer.status());
    }

    private static String withheld(ApiError error) {
        return "The backend refused the request or failed (" + error.type()
                + ") and the client was told why; as that may quote the request, it is not kept";
    }
}
