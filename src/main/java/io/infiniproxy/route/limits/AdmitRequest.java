package io.infiniproxy.route.limits;

import io.infiniproxy.keys.Caller;
import io.infiniproxy.limits.Admission;
import io.infiniproxy.limits.CostEstimate;
import io.infiniproxy.limits.Demand;
import io.infiniproxy.limits.Limited;
import io.infiniproxy.limits.Rates;
import io.infiniproxy.limits.RequestLimits;
import io.infiniproxy.limits.Ticket;
import io.infiniproxy.route.Variables;
import io.infiniproxy.route.WhenDone;
import io.infiniproxy.route.error.LimitReachedException;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Admits the request by the limits of its API key and its user, before the backend is called. Whatever becomes of the request,
 * what it holds is given back when the exchange is done, if not before.
 */
public final class AdmitRequest implements Processor {
    /** More than any model takes or gives: a client's own number may be anything. */
    private static final long MOST_TOKENS = 100_000_000;

    private final RequestLimits limits;
    private final CostEstimate costs;

    public AdmitRequest(RequestLimits limits, CostEstimate costs) {
        this.limits = limits;
        this.costs = costs;
    }

    @Override
    public void process(Exchange exchange) {
        List<Limited> subjects = LimitedSubjects.of(exchange.getVariable(Variables.CALLER, Caller.class));
        if (subjects.isEmpty()) {
            return;
        }
        ClientConnection client = ClientConnection.of(exchange);
        switch (limits.admit(client.requestId(), subjects, demand(AskedTokens.of(exchange), subjects))) {
            case Admission.Admitted(Ticket ticket, Rates rates) -> {
                exchange.setVariable(Variables.TICKET, ticket);
                exchange.getExchangeExtension().addOnCompletion(new WhenDone(() -> SettleRequest.settle(exchange, ticket)));
                client.addHeaders(headers(client, rates));
            }
            case Admission.Refused refused -> {
                client.addHeaders(headers(client, refused.rates()));
                throw new LimitReachedException(refused.refusal());
            }
        }
    }

    private Demand demand(AskedTokens asked, List<Limited> subjects) {
        long input = Math.min(MOST_TOKENS, asked.inputTokens());
        long output = Math.clamp(asked.maxOutputTokens(), 0, MOST_TOKENS);
        return new Demand(input, output, cost(asked.askedModel(), input, output, subjects));
    }

    /**
     * A model without a price is not let through a budget in money: its cost could not be counted, and whoever set the budget
     * counts on nothing being spent beyond it.
     */
    private Long cost(String model, long input, long output, List<Limited> subjects) {
        Limited budgeted = firstWithCostBudget(subjects);
        if (budgeted == null) {
            return null;
        }
        Long costNanos = costs.costNanos(model, input, output);
        if (costNanos == null) {
            String named = model == null ? "that the request does not name" : model;
            throw new RefusedException(403, budgeted.name() + " has a budget in money, and the model " + named
                    + " has no price, so its cost cannot be counted");
        }
        return costNanos;
    }

    private static Limited firstWithCostBudget(List<Limited> subjects) {
        for (Limited subject : subjects) {
            if (subject.limits().hasCostBudget()) {
                return subject;
            }
        }
        return null;
    }

    private static Map<String, String> headers(ClientConnection client, Rates rates) {
        return RateLimitHeaders.of(client.request().api(), rates);
    }
}
