package io.infiniproxy.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.infiniproxy.sql.TestPostgresql;
import io.infiniproxy.usage.TestUsage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

final class SharedLimitsTest extends RequestLimitsContract {
    private final AtomicInteger nodes = new AtomicInteger();
    private final List<Limited> alice = List.of(
            key(1, new Limits(100, 100_000L, 2, List.of(new Budget(Period.DAY, 1000L, null)))));
    private volatile boolean away;

    @Override
    protected String databaseUrl() {
        return TestPostgresql.newDatabaseUrl();
    }

    @Override
    RequestLimits openLimits() {
        return open("node" + nodes.incrementAndGet(), database.dataSource());
    }

    private SharedLimits open(String node, DataSource source) {
        return closing(SharedLimits.open(source, node, wait -> true, InstantSource.system()));
    }

    @Test
    void doesNotCountWhatADeadProxyHasReserved() {
        admitted(openLimits(), "a", alice, 999);
        RequestLimits other = open();
        assertThat(other.use(alice.getFirst()).budgets().getFirst().reserved()).isEqualTo(999);

        JdbcClient.create(database.dataSource())
                .sql("update limit_nodes set seen_at = clock_timestamp() - interval '16 seconds' where node = 'node1'")
                .update();

        LimitUse use = other.use(alice.getFirst());
        assertThat(use.budgets().getFirst().reserved()).isZero();
        assertThat(use.concurrentRequests()).isZero();
    }

    @Test
    void forgetsAProxyThatStaysAway() {
        JdbcClient sql = JdbcClient.create(database.dataSource());
        sql.sql("insert into limit_nodes values ('gone', clock_timestamp() - interval '11 minutes')").update();
        sql.sql("insert into limit_reservations (request_id, node, admitted_at, tokens, cost_nanos) values ('a', 'gone', 't', 1, 1)")
                .update();

        open();

        assertThat(sql.sql("select count(*) from limit_reservations").query(Long.class).single()).isZero();
        assertThat(sql.sql("select node from limit_nodes").query(String.class).list()).containsExactly("node1");
    }

    @Test
    void dropsWhatItHasLeftBehindInAnEarlierLife() {
        admitted(open("again", database.dataSource()), "a", alice, 999);

        RequestLimits again = open("again", database.dataSource());

        assertThat(again.use(alice.getFirst()).concurrentRequests()).isZero();
        await().until(() -> again.use(alice.getFirst()).budgets().getFirst().reserved() == 0);
    }

    @Test
    void keepsWhatHasEndedReservedUntilItsRecordIsIn() {
        RequestLimits limits = open();
        admitted(limits, "a", alice, 999).settle(used(400, 0));

        LimitUse.BudgetUse before = limits.use(alice.getFirst()).budgets().getFirst();
        assertThat(before.spent() + before.reserved()).isEqualTo(400);
        TestUsage.insert(database, usage("a", 1, 9, 400, null));
        LimitUse.BudgetUse after = limits.use(alice.getFirst()).budgets().getFirst();
        assertThat(after.spent()).isEqualTo(400);
        assertThat(after.reserved()).isZero();
    }

    @Test
    void keepsWhatHasEndedReservedForTheDayOfItsRecord() {
        RequestLimits limits = open();
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        admitted(limits, "a", alice, 999).settle(new Used(yesterday, 400, 0));

        assertThat(limits.use(alice.getFirst()).budgets().getFirst().reserved()).isZero();
    }

    /** The others of the pool are for other keys. */
    @Test
    void requestsOfOneKeyTakeOneConnectionToEnd() throws Exception {
        Set<Thread> ending = ConcurrentHashMap.newKeySet();
        Set<Thread> connected = ConcurrentHashMap.newKeySet();
        CountDownLatch goOn = new CountDownLatch(1);
        SharedLimits limits = open("busy", new DelegatingDataSource(database.dataSource()) {
            @Override
            public Connection getConnection() throws SQLException {
                if (ending.contains(Thread.currentThread())) {
                    connected.add(Thread.currentThread());
                    awaitUninterrupted(goOn);
                }
                return super.getConnection();
            }
        });
        List<Ticket> tickets = List.of(admitted(limits, "a", alice, 1), admitted(limits, "b", alice, 1));
        for (Ticket ticket : tickets) {
            ending.add(Thread.ofPlatform().unstarted(() -> ticket.settle(null)));
        }

        ending.forEach(Thread::start);
        await().until(() -> ending.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        assertThat(connected).hasSize(1);
        goOn.countDown();
        for (Thread thread : ending) {
            thread.join();
        }
        assertThat(connected).hasSize(2);
        assertThat(limits.use(alice.getFirst()).concurrentRequests()).isZero();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("expected to wait, was interrupted", e);
        }
    }

    @Test
    void countsAloneWhileTheDatabaseIsAway() {
        DataSource source = database.dataSource();
        SharedLimits limits = open("alone", new DelegatingDataSource(source) {
            @Override
            public Connection getConnection() throws SQLException {
                if (away) {
                    throw new SQLException("away");
                }
                return super.getConnection();
            }
        });
        TestUsage.insert(database, usage("old", 1, 9, 500, null));
        Ticket before = admitted(limits, "a", alice, 100);

        away = true;
        Ticket meanwhile = admitted(limits, "b", alice, 399);
        assertThat(refusal(limits, "c", alice).kind()).isEqualTo(Refusal.Kind.CONCURRENT_REQUESTS);
        before.settle(used(101, 0));
        assertThat(refusal(limits, "d", alice).kind()).as("500 before, 101 now, 399 reserved").isEqualTo(Refusal.Kind.BUDGET_RESERVED);
        meanwhile.settle(null);
        admitted(limits, "e", alice, 10).settle(null);

        away = false;
        TestUsage.insert(database, usage("a", 1, 9, 101, null));
        RequestLimits other = open();
        await().until(() -> limits.use(alice.getFirst()).budgets().getFirst().reserved() == 0);
        assertThat(other.use(alice.getFirst()).budgets().getFirst().spent()).isEqualTo(601);
        assertThat(other.use(alice.getFirst()).concurrentRequests()).isZero();
    }
}
