package io.infiniproxy.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.audit.Actor;
import io.infiniproxy.limits.Limits;
import io.infiniproxy.sql.Database;
import io.infiniproxy.sql.UtcTime;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionsTest {
    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T16:48:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private Database database;
    private ApiKeyStore apiKeys;
    private UserStore users;
    private Sessions sessions;
    private long userId;

    @BeforeEach
    void open() {
        database = Database.open("", folder);
        var authenticator =
                new ApiKeyAuthenticator(database.readDataSource(), OutagePolicy.OPEN, clock, () -> now.get().toEpochMilli() * 1_000_000);
        users = new UserStore(database, clock, authenticator);
        apiKeys = new ApiKeyStore(database, clock, authenticator);
        sessions = new Sessions(clock, authenticator);
        userId = users.create("alice", new UserSettings(null, null, Limits.NONE, true), Actor.ADMIN).id();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void opensSessionsThatCannotBeGuessed() {
        var id = sessions.openForAdmin();

        assertThat(id).matches("[0-9a-f]{64}").isNotEqualTo(sessions.openForAdmin());
        assertThat(sessions.find(id)).contains(new SignedIn.Admin());
    }

    @Test
    void knowsNoOtherSession() {
        assertThat(sessions.find("other")).isEmpty();
        assertThat(sessions.find(null)).isEmpty();
    }

    @Test
    void closesASessionForGood() {
        var id = sessions.openForAdmin();
        var other = sessions.openForAdmin();

        sessions.close(id);
        sessions.close("other");
        sessions.close(null);

        assertThat(sessions.find(id)).isEmpty();
        assertThat(sessions.find(other)).isPresent();
    }

    @Test
    void endsASessionThatIsNotUsedForTwoHours() {
        var id = sessions.openForAdmin();

        pass(Sessions.IDLE.minusMillis(1));
        assertThat(sessions.find(id)).isPresent();
        pass(Sessions.IDLE.minusMillis(1));
        assertThat(sessions.find(id)).isPresent();
        pass(Sessions.IDLE);
        assertThat(sessions.find(id)).isEmpty();
    }

    @Test
    void endsASessionAfterTwelveHours() {
        var id = sessions.openForAdmin();
        for (int hour = 1; hour < 12; hour++) {
            pass(Duration.ofHours(1));
            assertThat(sessions.find(id)).isPresent();
        }

        pass(Duration.ofHours(1));

        assertThat(sessions.find(id)).isEmpty();
    }

    @Test
    void closesTheOldestOfOneBeyondAHundred() {
        var admin = sessions.openForAdmin();
        var key = key(null);
        var first = openFor(key);
        var second = openFor(key);
        for (var i = 0; i < 99; i++) {
            openFor(key);
        }

        assertThat(sessions.find(first)).isEmpty();
        assertThat(sessions.find(second)).isPresent();
        assertThat(sessions.find(admin)).isPresent();
    }

    @Test
    void opensForGoodKeysOnly() {
        assertThat(sessions.openForUser("sk-unknown")).isEmpty();
        assertThat(sessions.openForUser("")).isEmpty();
        var key = key(null);

        assertThat(sessions.find(openFor(key))).hasValueSatisfying(signedIn -> {
            var caller = ((SignedIn.User) signedIn).caller();
            assertThat(caller.userId()).isEqualTo(userId);
            assertThat(caller.apiKeyId()).isEqualTo(key.apiKey().id());
        });
    }

    @Test
    void endsWithItsKeyForGood() {
        var key = key(null);
        var id = openFor(key);

        apiKeys.deactivate(key.apiKey().id(), Actor.ADMIN);
        assertThat(sessions.find(id)).isEmpty();

        apiKeys.update(key.apiKey().id(), settings -> settings(null), Actor.ADMIN);
        assertThat(sessions.find(id)).isEmpty();
        assertThat(sessions.find(openFor(key))).isPresent();
    }

    @Test
    void endsWithItsUser() {
        var id = openFor(key(null));

        users.deactivate(userId, Actor.ADMIN);

        assertThat(sessions.find(id)).isEmpty();
    }

    @Test
    void endsWhenItsKeyExpires() {
        var id = openFor(key(UtcTime.text(now.get().plusSeconds(60))));
        assertThat(sessions.find(id)).isPresent();

        pass(Duration.ofSeconds(60));

        assertThat(sessions.find(id)).isEmpty();
    }

    @Test
    void endsWhenItsKeyIsRotatedAway() {
        var atOnce = key(null);
        var later = key(null);
        var first = openFor(atOnce);
        var second = openFor(later);

        apiKeys.rotate(atOnce.apiKey().id(), Duration.ZERO, Actor.ADMIN);
        apiKeys.rotate(later.apiKey().id(), Duration.ofMinutes(1), Actor.ADMIN);

        assertThat(sessions.find(first)).isEmpty();
        assertThat(sessions.find(second)).isPresent();
        pass(Duration.ofMinutes(1));
        assertThat(sessions.find(second)).isEmpty();
    }

    private CreatedApiKey key(String expiresAt) {
        return apiKeys.create(userId, settings(expiresAt), Actor.ADMIN);
    }

    private static ApiKeySettings settings(String expiresAt) {
        return new ApiKeySettings("laptop", null, expiresAt, null, Limits.NONE, true);
    }

    private String openFor(CreatedApiKey key) {
        return sessions.openForUser(key.secret()).orElseThrow();
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }
}
