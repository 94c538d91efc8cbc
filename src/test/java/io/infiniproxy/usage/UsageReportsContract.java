package io.infiniproxy.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.infiniproxy.audit.Actor;
import io.infiniproxy.keys.AccessListener;
import io.infiniproxy.keys.ApiKeySettings;
import io.infiniproxy.keys.ApiKeyStore;
import io.infiniproxy.keys.UnknownIdException;
import io.infiniproxy.keys.UserSettings;
import io.infiniproxy.keys.UserStore;
import io.infiniproxy.sql.DatabaseContract;
import java.math.BigDecimal;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class UsageReportsContract extends DatabaseContract {
    private UsageReports reports;
    private long alice;
    private long laptop;
    private long desktop;

    @BeforeEach
    void createKeys() {
        reports = new UsageReports(database.readDataSource());
        var listener = new IgnoredChanges();
        alice = new UserStore(database, Clock.systemUTC(), listener)
                .create("alice", UserSettings.NEW, Actor.ADMIN)
                .id();
        var apiKeys = new ApiKeyStore(database, Clock.systemUTC(), listener);
        laptop = apiKeys.create(alice, ApiKeySettings.named("laptop"), Actor.ADMIN).apiKey().id();
        desktop = apiKeys.create(alice, ApiKeySettings.named("desktop"), Actor.ADMIN).apiKey().id();
    }

    @Test
    void sumsUpAllKeysOfAUserByEndpointAndModel() {
        TestUsage.insert(
                database,
                TestUsage.record("r1", laptop, alice, "2026-01-31T10:00:00Z", "sonnet"),
                TestUsage.record("r2", desktop, alice, "2026-01-31T11:00:00Z", "sonnet"),
                TestUsage.record("r3", desktop, alice, "2026-01-31T12:00:00Z", "haiku"),
                TestUsage.record("r4", 77, 88, "2026-01-31T12:00:00Z", "haiku"));

        var usage = reports.forUser(alice, DateRange.ALL);

        assertThat(usage.usageByEndpoint())
                .containsExactly(
                        new EndpointUsage("/v1/messages", "haiku", 1, 100, 10, 110, new BigDecimal("0.0025"), 0),
                        new EndpointUsage("/v1/messages", "sonnet", 2, 200, 20, 220, new BigDecimal("0.005"), 0));
        assertThat(usage)
                .isEqualTo(new UserUsage(
                        alice, "alice", 3, 300, 30, 330, usage.usageByEndpoint(), null, null, new BigDecimal("0.0075"), 0));
    }

    @Test
    void sumsUpOneKey() {
        TestUsage.insert(
                database,
                TestUsage.record("r1", laptop, alice, "2026-01-31T10:00:00Z", "sonnet"),
                TestUsage.record("r2", laptop, alice, "2026-02-01T10:00:00Z", "haiku"),
                TestUsage.record("r3", desktop, alice, "2026-02-01T10:00:00Z", "haiku"));

        assertThat(reports.forApiKey(laptop, DateRange.ALL))
                .isEqualTo(new ApiKeyUsage(laptop, 2, 200, 20, 220, new BigDecimal("0.005"), 0));
        assertThat(reports.forApiKey(laptop, DateRange.parse("2026-02-01", null)))
                .isEqualTo(new ApiKeyUsage(laptop, 1, 100, 10, 110, new BigDecimal("0.0025"), 0));
    }

    @Test
    void reportsNothingUsedAsZero() {
        assertThat(reports.forApiKey(laptop, DateRange.ALL))
                .isEqualTo(new ApiKeyUsage(laptop, 0, 0, 0, 0, BigDecimal.ZERO, 0));
        assertThat(reports.forUser(alice, DateRange.ALL).totalTokens()).isZero();
    }

    @Test
    void includesBothDaysOfARangeToTheLastInstant() {
        TestUsage.insert(
                database,
                TestUsage.record("before", laptop, alice, "2026-01-30T23:59:59.999Z", "m"),
                TestUsage.record("first", laptop, alice, "2026-01-31T00:00:00Z", "m"),
                TestUsage.record("last", laptop, alice, "2026-02-01T23:59:59.999999Z", "m"),
                TestUsage.record("after", laptop, alice, "2026-02-02T00:00:00Z", "m"));

        assertThat(requests("2026-01-31", "2026-02-01")).isEqualTo(2);
        assertThat(requests("2026-02-02", null)).isEqualTo(1);
        assertThat(requests(null, "2026-01-30")).isEqualTo(1);
        assertThat(requests(null, "2026-02-01T23:59:59")).isEqualTo(3);
        assertThat(requests("2026-02-02T08:00:00+08:00", "2026-02-02T08:00:00+08:00")).isEqualTo(1);
    }

    @Test
    void refusesUnknownIds() {
        assertThatThrownBy(() -> reports.forUser(99, DateRange.ALL))
                .isInstanceOf(UnknownIdException.class)
                .hasMessage("user_id: expected an id that exists, got 99");
        assertThatThrownBy(() -> reports.forApiKey(99, DateRange.ALL))
                .isInstanceOf(UnknownIdException.class)
                .hasMessage("api_key_id: expected an id that exists, got 99");
    }

    @Test
    void hasTheShapeOfTheEndpoints() throws JsonProcessingException {
        var json = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
        TestUsage.insert(database, TestUsage.record("r1", laptop, alice, "2026-01-31T10:00:00Z", "sonnet"));

        assertThat(json.writeValueAsString(reports.forUser(alice, DateRange.parse("2026-01-31", ""))))
                .isEqualTo("{\"user_id\":" + alice + ",\"username\":\"alice\",\"total_requests\":1,"
                        + "\"total_input_tokens\":100,\"total_output_tokens\":10,\"total_tokens\":110,"
                        + "\"usage_by_endpoint\":[{\"endpoint\":\"/v1/messages\",\"model\":\"sonnet\",\"total_requests\":1,"
                        + "\"total_input_tokens\":100,\"total_output_tokens\":10,\"total_tokens\":110,\"total_cost\":0.0025,"
                        + "\"unpriced_requests\":0}],"
                        + "\"start_date\":\"2026-01-31T00:00:00.000Z\",\"end_date\":null,\"total_cost\":0.0025,"
                        + "\"unpriced_requests\":0}");
        assertThat(json.writeValueAsString(reports.forApiKey(laptop, DateRange.ALL)))
                .isEqualTo("{\"api_key_id\":" + laptop + ",\"total_requests\":1,\"total_input_tokens\":100,"
                        + "\"total_output_tokens\":10,\"total_tokens\":110,\"total_cost\":0.0025,\"unpriced_requests\":0}");
    }

    private long requests(String startDate, String endDate) {
        return reports.forUser(alice, DateRange.parse(startDate, endDate)).totalRequests();
    }

    private static final class IgnoredChanges implements AccessListener {
        @Override
        public void apiKeyChanged(long apiKeyId) {}

        @Override
        public void userChanged(long userId) {}
    }
}
