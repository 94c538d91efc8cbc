package io.infiniproxy.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.limits.Admission.Admitted;
import io.infiniproxy.limits.Admission.Refused;
import io.infiniproxy.sql.DatabaseContract;
import io.infiniproxy.usage.Call;
import io.infiniproxy.usage.Outcome;
import io.infiniproxy.usage.TestUsage;
import io.infiniproxy.usage.TokenUsage;
import io.infiniproxy.usage.UsageRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds however limits are counted. */
abstract class RequestLimitsContract extends DatabaseContract {
    private final List<RequestLimits> opened = new ArrayList<>();

    /** Opens the limits of one proxy; where several can share a database, of another one each time. */
    abstract RequestLimits openLimits();

    RequestLimits open() {
        return closing(openLimits());
    }

    /** Closes the limits after the test, and before its database. */
    <T extends RequestLimits> T closing(T limits) {
        opened.add(limits);
        return limits;
    }

    @AfterEach
    void closeLimits() {
        opened.forEach(RequestLimits::close);
    }

    @Test
    void countsRequestsUnderWay() {
        RequestLimits limits = open();
        List<Limited> alice = List.of(key(1, new Limits(null, null, 2, List.of())));

        Ticket first = admitted(limits, "a", alice, 10);
        admitted(limits, "b", alice, 10);
        assertThat(refusal(limits, "c", alice).kind()).isEqualTo(Refusal.Kind.CONCURRENT_REQUESTS);
        assertThat(refusal(open(), "c", alice).used()).isEqualTo(2);

        first.settle(null);
        first.settle(null);
        admitted(limits, "d", alice, 10);
        assertThat(refusal(limits, "e", alice).used()).isEqualTo(2);
        admitted(limits, "f", List.of(key(2, new Limits(null, null, 1, List.of()))), 10);
    }

    @Test
    void countsKeysOfOneUserTogether() {
        RequestLimits limits = open();
        Limited user = new Limited(Subject.ofUser(9), "The user alice", new Limits(null, null, 1, List.of()));

        admitted(limits, "a", List.of(key(1, new Limits(10, null, null, List.of())), user), 10);
        Refused refused = (Refused) limits.admit("b", List.of(key(2, new Limits(10, null, null, List.of())), user), new Demand(1, 1, null));

        assertThat(refused.refusal().name()).isEqualTo("The user alice");
        assertThat(refused.rates().requests().remaining()).as("nothing is taken of what admits").isEqualTo(10);
    }

    @Test
    void takesRequestsAtOnceAndTokensAsTheyWereUsed() {
        RequestLimits limits = open();
        List<Limited> alice = List.of(key(1, new Limits(3, 1000L, null, List.of())));

        Admitted first = (Admitted) limits.admit("a", alice, new Demand(100, 1_000_000, null));
        assertThat(first.rates().requests().remaining()).isEqualTo(2);
        assertThat(first.rates().tokens().remaining()).as("max_tokens takes nothing").isEqualTo(900);

        first.ticket().settle(used(300, 0));
        Admitted second = (Admitted) open().admit("b", alice, new Demand(50, 10, null));
        assertThat(second.rates().tokens().remaining()).isBetween(650L, 700L);

        second.ticket().settle(null);
        Admitted third = (Admitted) limits.admit("c", alice, new Demand(0, 10, null));
        assertThat(third.rates().tokens().remaining()).as("what was not used comes back").isBetween(700L, 760L);
        assertThat(refusal(limits, "d", alice).kind()).isEqualTo(Refusal.Kind.REQUESTS_PER_MINUTE);

        third.ticket().settle(used(5000, 0));
        List<Limited> tokensOnly = List.of(key(1, new Limits(null, 1000L, null, List.of())));
        assertThat(refusal(limits, "e", tokensOnly).waitSeconds()).as("the answer was longer than what was left").isGreaterThan(200);
    }

    @Test
    void reservesAndSettlesBudgets() {
        RequestLimits limits = open();
        List<Limited> alice = List.of(key(1, budgets(new Budget(Period.DAY, 1000L, null), new Budget(Period.TOTAL, null, 900L))));

        Admitted first = (Admitted) limits.admit("a", alice, new Demand(100, 950, 600L));
        assertThat(refusal(open(), "b", alice).kind()).isEqualTo(Refusal.Kind.BUDGET_RESERVED);
        TestUsage.insert(database, usage("a", 1, 9, 300, 400L));
        first.ticket().settle(used(300, 400));

        LimitUse use = limits.use(alice.getFirst());
        assertThat(use.budgets().getFirst().spent()).isEqualTo(300);
        assertThat(use.budgets().getFirst().reserved()).isZero();
        assertThat(use.budgets().getLast().spent()).isEqualTo(400);

        Admitted second = (Admitted) limits.admit("c", alice, new Demand(1, 1, 500L));
        assertThat(limits.use(alice.getFirst()).budgets().getLast().reserved()).isEqualTo(500);
        TestUsage.insert(database, usage("c", 1, 9, 2, 500L));
        second.ticket().settle(used(2, 500));
        Refusal spent = refusal(limits, "d", alice);
        assertThat(spent.kind()).isEqualTo(Refusal.Kind.BUDGET_SPENT);
        assertThat(spent.budget().period()).isEqualTo(Period.TOTAL);
        assertThat(spent.waitSeconds()).isNull();
    }

    @Test
    void knowsWhatWasSpentBeforeItWasOpened() {
        TestUsage.insert(database, usage("old", 1, 9, 700, null), TestUsage.record("older", 1, 9, "2020-01-01T00:00:00Z", "m"));
        RequestLimits limits = open();

        assertThat(spent(limits, key(1, budgets(new Budget(Period.MONTH, 1000L, null))))).isEqualTo(700);
        assertThat(spent(limits, key(1, budgets(new Budget(Period.TOTAL, 1000L, null))))).isEqualTo(810);
        assertThat(spent(limits, new Limited(Subject.ofUser(9), "u", budgets(new Budget(Period.DAY, 1000L, null))))).isEqualTo(700);
        assertThat(spent(limits, key(2, budgets(new Budget(Period.TOTAL, 1000L, null))))).isZero();
    }

    /** Requests that end in every way, all at once, at several proxies: what was used is less than the budget and one request. */
    @Test
    void neverAdmitsMoreThanTheBudgetAndOneRequest() throws Exception {
        int threads = 16;
        long budget = 40_000;
        long mostOfOne = 1000;
        List<RequestLimits> proxies = List.of(open(), open());
        List<Limited> alice = List.of(
                key(1, budgets(new Budget(Period.DAY, budget, null))),
                new Limited(Subject.ofUser(9), "The user alice", new Limits(null, null, 10, List.of())));
        AtomicLong recorded = new AtomicLong();
        List<Callable<Void>> clients = new ArrayList<>();
        for (int client = 0; client < threads; client++) {
            Random random = new Random(client);
            String name = "client" + client + "-";
            clients.add(() -> {
                for (int n = 0; n < 40; n++) {
                    RequestLimits proxy = proxies.get(random.nextInt(proxies.size()));
                    Demand demand = new Demand(random.nextInt(100), 1 + random.nextInt((int) mostOfOne - 100), null);
                    if (proxy.admit(name + n, alice, demand) instanceof Admitted(Ticket ticket, Rates rates)) {
                        recorded.addAndGet(end(name + n, ticket, demand, random));
                    }
                }
                return null;
            });
        }
        try (var executor = Executors.newFixedThreadPool(threads)) {
            for (Future<Void> client : executor.invokeAll(clients)) {
                client.get();
            }
        }

        assertThat(recorded.get()).isLessThan(budget + mostOfOne);
        for (RequestLimits proxy : proxies) {
            LimitUse use = proxy.use(alice.getFirst());
            assertThat(use.concurrentRequests()).isZero();
            assertThat(use.budgets().getFirst().spent()).isEqualTo(recorded.get());
            assertThat(use.budgets().getFirst().reserved()).isZero();
        }
    }

    /** Completed, cancelled before anything was recorded, or recorded after it was settled, as a batch of the journal may be. */
    private long end(String requestId, Ticket ticket, Demand demand, Random random) {
        if (random.nextInt(4) == 0) {
            ticket.settle(null);
            return 0;
        }
        long tokens = random.nextLong(demand.tokens() + 1);
        UsageRecord usage = usage(requestId, 1, 9, tokens, null);
        boolean storedFirst = random.nextBoolean();
        if (storedFirst) {
            TestUsage.insert(database, usage);
        }
        ticket.settle(used(tokens, 0));
        if (!storedFirst) {
            TestUsage.insert(database, usage);
        }
        return tokens;
    }

    static UsageRecord usage(String requestId, long apiKeyId, long userId, long tokens, Long costNanos) {
        return new UsageRecord(
                requestId,
                Instant.now(),
                apiKeyId,
                userId,
                new Call("/v1/messages", "m", "m", "b", false, "c", null),
                new TokenUsage(tokens, 0, 0, 0, 0, false),
                costNanos,
                Outcome.COMPLETED,
                200,
                1L,
                1L);
    }

    /** Used by a request that has begun now. */
    static Used used(long tokens, long costNanos) {
        return new Used(Instant.now(), tokens, costNanos);
    }

    static Limited key(long id, Limits limits) {
        return new Limited(Subject.ofApiKey(id), "The API key " + id, limits);
    }

    static Limits budgets(Budget... budgets) {
        return new Limits(null, null, null, List.of(budgets));
    }

    static Ticket admitted(RequestLimits limits, String requestId, List<Limited> subjects, long tokens) {
        return ((Admitted) limits.admit(requestId, subjects, new Demand(tokens, 0, null))).ticket();
    }

    static Refusal refusal(RequestLimits limits, String requestId, List<Limited> subjects) {
        return ((Refused) limits.admit(requestId, subjects, new Demand(1, 1, 1L))).refusal();
    }

    private static long spent(RequestLimits limits, Limited subject) {
        return limits.use(subject).budgets().getFirst().spent();
    }
}
