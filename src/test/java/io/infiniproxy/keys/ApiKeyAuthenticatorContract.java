package io.infiniproxy.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infiniproxy.audit.Actor;
import io.infiniproxy.digest.Sha256;
import io.infiniproxy.limits.Limits;
import io.infiniproxy.sql.DatabaseContract;
import io.infiniproxy.sql.DatabaseUnavailableException;
import io.infiniproxy.sql.UtcTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

abstract class ApiKeyAuthenticatorContract extends DatabaseContract {
    private static final List<String> MODELS = List.of("sonnet", "glm-*");
    private static final Limits LIMITS = new Limits(7, null, null, List.of());

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private Instant now = Instant.parse("2026-11-22T16:48:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private SwitchableDataSource reads;
    private ApiKeyAuthenticator authenticator;
    private UserStore users;
    private ApiKeyStore apiKeys;
    private User alice;
    private CreatedApiKey key;

    @BeforeEach
    void createKey() {
        reads = new SwitchableDataSource(database.readDataSource());
        authenticator = new ApiKeyAuthenticator(reads, OutagePolicy.OPEN, clock, nanos::get);
        users = new UserStore(database, clock, authenticator);
        apiKeys = new ApiKeyStore(database, clock, authenticator);
        alice = users.create("alice", UserSettings.NEW, Actor.ADMIN);
        key = apiKeys.create(alice.id(), ApiKeySettings.named("laptop"), Actor.ADMIN);
    }

    @Test
    void tellsWhoseKeyItIs() {
        assertThat(authenticator.authenticate(key.secret())).contains(new Caller(key.apiKey().id(), alice.id(), "alice", null, Limits.NONE, Limits.NONE));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "sk-unknown", "' or '1'='1"})
    void refusesKeysThatDoNotExist(String presentedKey) {
        assertThat(authenticator.authenticate(presentedKey)).isEmpty();
    }

    @Test
    void refusesTheHashOfAKey() {
        assertThat(authenticator.authenticate(Sha256.hex(key.secret()))).isEmpty();
    }

    @Test
    void asksTheDatabaseAgainAfterTwoSeconds() {
        authenticator.authenticate(key.secret());
        pass(Duration.ofMillis(1999));
        authenticator.authenticate(key.secret());
        assertThat(reads.asked).hasValue(1);

        pass(Duration.ofMillis(1));
        authenticator.authenticate(key.secret());
        assertThat(reads.asked).hasValue(2);
    }

    @Test
    void remembersNoUnknownKeys() {
        authenticator.authenticate("sk-unknown");
        authenticator.authenticate("sk-unknown");

        assertThat(reads.asked).hasValue(2);
    }

    @Test
    void refusesADeactivatedKeyAtOnce() {
        authenticator.authenticate(key.secret());

        apiKeys.deactivate(key.apiKey().id(), Actor.ADMIN);

        assertThat(authenticator.authenticate(key.secret())).isEmpty();
    }

    @Test
    void refusesTheKeysOfADeactivatedUserAtOnce() {
        authenticator.authenticate(key.secret());

        users.deactivate(alice.id(), Actor.ADMIN);

        assertThat(authenticator.authenticate(key.secret())).isEmpty();
        assertThat(authenticator.authenticate(apiKeys.create(alice.id(), ApiKeySettings.NEW, Actor.ADMIN).secret())).isEmpty();
    }

    @Test
    void refusesWhatAnotherProcessDeactivatedWithinTwoSeconds() {
        authenticator.authenticate(key.secret());
        new ApiKeyStore(database, clock, new RecordedChanges()).deactivate(key.apiKey().id(), Actor.ADMIN);

        pass(Duration.ofSeconds(2));

        assertThat(authenticator.authenticate(key.secret())).isEmpty();
    }

    @Test
    void takesBackAnActiveKeyAtOnce() {
        apiKeys.deactivate(key.apiKey().id(), Actor.ADMIN);
        assertThat(authenticator.authenticate(key.secret())).isEmpty();

        apiKeys.update(key.apiKey().id(), before -> ApiKeySettings.named("laptop"), Actor.ADMIN);

        assertThat(authenticator.authenticate(key.secret())).isPresent();
    }

    @Test
    void knowsWhatAKeyAndItsUserMayDoAtOnceAndElsewhereWithinTwoSeconds() {
        var elsewhere = elsewhere();
        authenticator.authenticate(key.secret());
        elsewhere.authenticate(key.secret());

        apiKeys.update(key.apiKey().id(), before -> limited(null), Actor.ADMIN);
        users.update(alice.id(), before -> new UserSettings(null, null, LIMITS, true), Actor.ADMIN);

        var limited = new Caller(key.apiKey().id(), alice.id(), "alice", MODELS, LIMITS, LIMITS);
        assertThat(authenticator.authenticate(key.secret())).contains(limited);
        pass(Duration.ofSeconds(2));
        assertThat(elsewhere.authenticate(key.secret())).contains(limited);
    }

    @Test
    void refusesAnExpiredKeyAtOnceAndElsewhereWithinTwoSeconds() {
        var elsewhere = elsewhere();
        authenticator.authenticate(key.secret());
        elsewhere.authenticate(key.secret());

        apiKeys.update(key.apiKey().id(), before -> limited(UtcTime.text(now)), Actor.ADMIN);

        assertThat(authenticator.authenticate(key.secret())).isEmpty();
        pass(Duration.ofSeconds(2));
        assertThat(elsewhere.authenticate(key.secret())).isEmpty();
    }

    @Test
    void takesBothSecretsOfARotatedKeyUntilItsGraceEnds() {
        var elsewhere = elsewhere();
        elsewhere.authenticate(key.secret());
        authenticator.authenticate(key.secret());

        var rotated = apiKeys.rotate(key.apiKey().id(), Duration.ofHours(1), Actor.ADMIN);

        for (var node : List.of(authenticator, elsewhere)) {
            assertThat(node.authenticate(rotated.secret())).contains(node.authenticate(key.secret()).orElseThrow());
        }
        pass(Duration.ofHours(1).minusMillis(1));
        assertThat(authenticator.authenticate(key.secret())).isPresent();
        pass(Duration.ofMillis(1));
        for (var node : List.of(authenticator, elsewhere)) {
            assertThat(node.authenticate(key.secret())).isEmpty();
            assertThat(node.authenticate(rotated.secret())).isPresent();
        }
    }

    @Test
    void refusesTheOldSecretAtOnceWithoutGraceAndElsewhereWithinTwoSeconds() {
        var elsewhere = elsewhere();
        elsewhere.authenticate(key.secret());
        authenticator.authenticate(key.secret());

        var rotated = apiKeys.rotate(key.apiKey().id(), Duration.ZERO, Actor.ADMIN);

        assertThat(authenticator.authenticate(key.secret())).isEmpty();
        assertThat(authenticator.authenticate(rotated.secret())).isPresent();
        pass(Duration.ofSeconds(2));
        assertThat(elsewhere.authenticate(key.secret())).isEmpty();
    }

    @Test
    void refusesASecretThatWasRotatedAwayTwice() {
        var second = apiKeys.rotate(key.apiKey().id(), Duration.ofHours(1), Actor.ADMIN);

        apiKeys.rotate(key.apiKey().id(), Duration.ofHours(1), Actor.ADMIN);

        assertThat(authenticator.authenticate(key.secret())).isEmpty();
        assertThat(authenticator.authenticate(second.secret())).isPresent();
    }

    @Test
    void refusesKnownKeysTooWhileTheDatabaseIsAwayWhereThePolicyIsClosed() {
        authenticator = new ApiKeyAuthenticator(reads, OutagePolicy.CLOSED, clock, nanos::get);
        var other = apiKeys.create(alice.id(), ApiKeySettings.NEW, Actor.ADMIN);
        authenticator.authenticate(key.secret());
        pass(Duration.ofSeconds(1));
        authenticator.authenticate(other.secret());
        reads.away = true;
        pass(Duration.ofSeconds(1));

        assertCannotBeChecked();
        assertCannotBeChecked();
        assertThatThrownBy(() -> authenticator.authenticate(other.secret())) // trusted, but for the outage
                .isInstanceOf(DatabaseUnavailableException.class);
        assertThat(authenticator.knowsApiKeys()).isFalse();

        reads.away = false;
        pass(Duration.ofSeconds(2));
        assertThat(authenticator.authenticate(key.secret())).isPresent();
        assertThat(authenticator.authenticate(other.secret())).isPresent();
    }

    @Test
    void forgetsAnAnswerThatADeactivationOvertook() {
        deactivateWhileTheAnswerIsUnderWay();

        assertThat(authenticator.authenticate(key.secret())).isEmpty();
    }

    @Test
    void forgetsAnAnswerThatADeactivationOvertookThoughTheDatabaseIsAway() {
        deactivateWhileTheAnswerIsUnderWay();
        reads.away = true;

        assertCannotBeChecked();
    }

    @Test
    void goesOnWithKnownKeysWhileTheDatabaseIsAway() {
        authenticator.authenticate(key.secret());
        reads.away = true;
        pass(Duration.ofHours(1));

        assertThat(authenticator.authenticate(key.secret())).isPresent();
        assertThat(authenticator.isDatabaseAway()).isTrue();
    }

    @Test
    void cannotTellOfOtherKeysWhileTheDatabaseIsAway() {
        reads.away = true;

        for (var attempt = 0; attempt < 2; attempt++) {
            assertCannotBeChecked();
        }
    }

    @Test
    void triesADatabaseThatIsAwayOnceInTwoSeconds() {
        authenticator.authenticate(key.secret());
        reads.away = true;
        pass(Duration.ofSeconds(2));
        reads.asked.set(0);

        for (var request = 0; request < 100; request++) {
            authenticator.authenticate(key.secret());
        }
        assertThat(reads.asked).hasValue(1);

        pass(Duration.ofSeconds(2));
        authenticator.authenticate(key.secret());
        assertThat(reads.asked).hasValue(2);
    }

    @Test
    void checksAgainWhenTheDatabaseIsBack() {
        authenticator.authenticate(key.secret());
        reads.away = true;
        pass(Duration.ofSeconds(2));
        authenticator.authenticate(key.secret());
        new ApiKeyStore(database, clock, new RecordedChanges()).deactivate(key.apiKey().id(), Actor.ADMIN);

        reads.away = false;
        pass(Duration.ofSeconds(2));

        assertThat(authenticator.authenticate(key.secret())).isEmpty();
        assertThat(authenticator.isDatabaseAway()).isFalse();
    }

    @Test
    void staysWithADeactivationWhenTheDatabaseGoesAway() {
        authenticator.authenticate(key.secret());
        apiKeys.deactivate(key.apiKey().id(), Actor.ADMIN);
        reads.away = true;

        assertCannotBeChecked();
    }

    /** Returns another process's authenticator on the same database: it hears of nothing. */
    private ApiKeyAuthenticator elsewhere() {
        return new ApiKeyAuthenticator(database.readDataSource(), OutagePolicy.OPEN, clock, nanos::get);
    }

    private static ApiKeySettings limited(String expiresAt) {
        return new ApiKeySettings("laptop", null, expiresAt, MODELS, LIMITS, true);
    }

    private void deactivateWhileTheAnswerIsUnderWay() {
        reads.afterAnswer = () -> apiKeys.deactivate(key.apiKey().id(), Actor.ADMIN);
        authenticator.authenticate(key.secret());
        reads.afterAnswer = () -> {};
    }

    private void assertCannotBeChecked() {
        assertThatThrownBy(() -> authenticator.authenticate(key.secret()))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessage("The API key cannot be checked while the database is away");
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        now = now.plus(time);
    }
}
