package io.infiniproxy.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.infiniproxy.usage.TestUsage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

final class LocalLimitsTest extends RequestLimitsContract {
    private RequestLimits limits;
    private Instant now = Instant.now();

    @Override
    protected String databaseUrl() {
        return "";
    }

    /** One proxy has the file for itself. */
    @Override
    RequestLimits openLimits() {
        if (limits == null) {
            limits = LocalLimits.open(database.readDataSource(), wait -> true, InstantSource.system());
        }
        return limits;
    }

    @Test
    void beginsEachPeriodAnew() {
        now = Instant.parse("2026-11-25T10:00:00Z");
        RequestLimits clocked = LocalLimits.open(database.readDataSource(), wait -> true, () -> now);
        List<Limited> alice = List.of(key(1, budgets(new Budget(Period.DAY, 100L, null), new Budget(Period.WEEK, 300L, null))));

        admitted(clocked, "a", alice, 10).settle(new Used(now, 200, 0));
        assertThat(refusal(clocked, "b", alice).freeAt()).isEqualTo("2026-11-26T00:00:00Z");
        TestUsage.insert(database, TestUsage.record("a", 1, 9, "2026-11-25T10:00:00Z", "m")); // 110 tokens

        now = now.plus(Duration.ofDays(1));
        assertThat(clocked.use(alice.getFirst()).budgets()).extracting(LimitUse.BudgetUse::spent).containsExactly(0L, 200L);
        Ticket overnight = admitted(clocked, "c", alice, 10);
        Instant began = now;
        now = now.plus(Duration.ofDays(1));
        overnight.settle(new Used(began, 50, 0));
        assertThat(clocked.use(alice.getFirst()).budgets())
                .as("counts for the day on which it began")
                .extracting(LimitUse.BudgetUse::spent)
                .containsExactly(0L, 250L);
    }

    /** As the sums by day do. */
    @Test
    void countsForTheDayOfTheRecord() {
        now = Instant.parse("2026-11-26T00:00:00Z");
        RequestLimits clocked = LocalLimits.open(database.readDataSource(), wait -> true, () -> now);
        List<Limited> alice = List.of(key(1, budgets(new Budget(Period.DAY, 100L, null), new Budget(Period.WEEK, 300L, null))));

        admitted(clocked, "a", alice, 10).settle(new Used(now.minusMillis(1), 50, 0));

        assertThat(clocked.use(alice.getFirst()).budgets()).extracting(LimitUse.BudgetUse::spent).containsExactly(0L, 50L);
    }

    /** Nobody waits at the end of an answer for what another one wants to know. */
    @Test
    void requestsEndWhileTheDatabaseIsAsked() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch settled = new CountDownLatch(1);
        SpentSource sql = new SqlSpent(database.readDataSource(), wait -> true);
        RequestLimits slow = new LocalLimits(new Memories(), (subject, counted, underWay, time) -> {
            asked.countDown();
            awaitLatch(settled);
            return sql.load(subject, counted, underWay, time);
        }, () -> now);
        Ticket ticket = admitted(slow, "a", List.of(key(1, new Limits(null, null, 5, List.of()))), 10);
        TestUsage.insert(database, usage("old", 1, 9, 60, 6L), usage("a", 1, 9, 110, 11L));
        Limited budgeted = key(1, budgets(new Budget(Period.TOTAL, 1000L, null), new Budget(Period.DAY, null, 100L)));

        CompletableFuture<LimitUse> use = CompletableFuture.supplyAsync(() -> slow.use(budgeted), Thread::startVirtualThread);
        awaitLatch(asked);
        CompletableFuture.runAsync(() -> ticket.settle(new Used(now, 110, 11)), Thread::startVirtualThread).get(20, TimeUnit.SECONDS);
        settled.countDown();

        assertThat(use.get().budgets()).extracting(LimitUse.BudgetUse::spent).containsExactly(170L, 17L);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException("expected to wait, was interrupted", e);
        }
    }

    @Test
    void doesNotCountTwiceWhatIsRecordedWhileItIsUnderWay() {
        now = Instant.parse("2026-11-25T10:00:00Z");
        RequestLimits clocked = LocalLimits.open(database.readDataSource(), wait -> true, () -> now);
        List<Limited> alice = List.of(key(1, new Limits(null, null, 5, List.of())));
        Ticket ticket = admitted(clocked, "a", alice, 10);
        TestUsage.insert(database, TestUsage.record("a", 1, 9, "2026-11-25T10:00:00Z", "m"));

        Limited budgeted = key(1, budgets(new Budget(Period.DAY, 1000L, null)));
        assertThat(clocked.use(budgeted).budgets().getFirst().spent()).isZero();
        ticket.settle(new Used(now, 110, 0));
        assertThat(clocked.use(budgeted).budgets().getFirst().spent()).isEqualTo(110);
    }

    @Test
    void goesOnFromWhatItHasSeenWhileTheDatabaseIsAway() {
        boolean[] away = {true};
        var switchable = new DelegatingDataSource(database.readDataSource()) {
            @Override
            public Connection getConnection() throws SQLException {
                if (away[0]) {
                    throw new SQLException("away");
                }
                return super.getConnection();
            }
        };
        RequestLimits clocked = new LocalLimits(new Memories(), new SqlSpent(switchable, wait -> true), () -> now);
        TestUsage.insert(database, usage("old", 1, 9, 60, null));
        List<Limited> alice = List.of(key(1, budgets(new Budget(Period.TOTAL, 100L, null))));

        admitted(clocked, "a", alice, 10).settle(new Used(now, 50, 0));
        assertThat(clocked.use(alice.getFirst()).budgets().getFirst().spent()).isEqualTo(50);
        TestUsage.insert(database, usage("a", 1, 9, 50, null));

        away[0] = false;
        now = now.plus(Duration.ofHours(1));
        await().until(() -> {
            now = now.plus(Duration.ofSeconds(3));
            return clocked.use(alice.getFirst()).budgets().getFirst().spent() == 110;
        });
        assertThat(refusal(clocked, "b", alice).kind()).isEqualTo(Refusal.Kind.BUDGET_SPENT);
    }
}
