package io.infiniproxy.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infiniproxy.audit.Actor;
import io.infiniproxy.limits.Limits;
import io.infiniproxy.sql.DatabaseContract;
import io.infiniproxy.sql.DatabaseUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

abstract class ApiKeyAuthenticatorContract extends DatabaseContract {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private SwitchableDataSource reads;
    private ApiKeyAuthenticator authenticator;
    private UserStore users;
    private ApiKeyStore apiKeys;
    private User alice;
    private CreatedApiKey key;

    @BeforeEach
    void createKey() {
        reads = new SwitchableDataSource(database.readDataSource());
        authenticator = new ApiKeyAuthenticator(reads, OutagePolicy.OPEN, Clock.systemUTC(), nanos::get);
        users = new UserStore(database, Clock.systemUTC(), authenticator);
        apiKeys = new ApiKeyStore(database, Clock.systemUTC(), authenticator);
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
        new ApiKeyStore(database, Clock.systemUTC(), new RecordedChanges()).deactivate(key.apiKey().id(), Actor.ADMIN);

        pass(Duration.ofSeconds(2));

        assertThat(authenticator.authenticate(key.secret())).isEmpty();
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
        new ApiKeyStore(database, Clock.systemUTC(), new RecordedChanges()).deactivate(key.apiKey().id(), Actor.ADMIN);

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
    }
}
