package io.infiniproxy.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infiniproxy.audit.Actor;
import io.infiniproxy.limits.Limits;
import io.infiniproxy.sql.DatabaseContract;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

abstract class ApiKeyStoreContract extends DatabaseContract {
    private static final Instant NOW = Instant.parse("2026-11-22T16:48:00Z");

    private final RecordedChanges changes = new RecordedChanges();
    private ApiKeyStore apiKeys;
    private User alice;
    private User bob;

    @BeforeEach
    void openStore() {
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var users = new UserStore(database, clock, changes);
        apiKeys = new ApiKeyStore(database, clock, changes);
        alice = users.create("alice", UserSettings.NEW, Actor.ADMIN);
        bob = users.create("bob", UserSettings.NEW, Actor.ADMIN);
    }

    @Test
    void createsKeysThatCannotBeGuessed() {
        var created = apiKeys.create(alice.id(), ApiKeySettings.named("laptop"), Actor.ADMIN);
        var apiKey = created.apiKey();

        assertThat(created.secret()).matches("sk-[0-9a-f]{64}");
        assertThat(apiKey)
                .isEqualTo(new ApiKey(
                        apiKey.id(),
                        alice.id(),
                        created.secret().substring(0, 12),
                        "laptop",
                        "2026-11-22T16:48:00.000Z",
                        null,
                        true,
                        null,
                        null,
                        null,
                        Limits.NONE,
                        null));
        assertThat(apiKeys.findById(apiKey.id())).contains(apiKey);
        assertThat(apiKeys.create(alice.id(), ApiKeySettings.named("laptop"), Actor.ADMIN).secret()).isNotEqualTo(created.secret());
    }

    @Test
    void keepsTheHashAloneAndPrintsNoSecret() {
        var created = apiKeys.create(alice.id(), ApiKeySettings.NEW, Actor.ADMIN);

        assertThat(JdbcClient.create(database.readDataSource())
                        .sql("select key_hash from api_keys")
                        .query(String.class)
                        .single())
                .isEqualTo(Sha256.hex(created.secret()))
                .hasSize(64);
        assertThat(created.toString()).doesNotContain(created.secret());
    }

    @Test
    void createsNoneForAnUnknownUser() {
        assertThatThrownBy(() -> apiKeys.create(99, ApiKeySettings.named("laptop"), Actor.ADMIN))
                .isInstanceOf(UnknownIdException.class)
                .hasMessage("user_id: expected an id that exists, got 99");
        assertThat(apiKeys.list()).isEmpty();
    }

    @Test
    void listsTheNewestFirst() {
        var first = apiKeys.create(alice.id(), ApiKeySettings.named("first"), Actor.ADMIN).apiKey();
        var second = apiKeys.create(bob.id(), ApiKeySettings.named("second"), Actor.ADMIN).apiKey();
        var third = apiKeys.create(alice.id(), ApiKeySettings.named("third"), Actor.ADMIN).apiKey();

        assertThat(apiKeys.list()).containsExactly(third, second, first);
        assertThat(apiKeys.listOfUser(alice.id())).containsExactly(third, first);
        assertThat(apiKeys.listOfUser(99)).isEmpty();
    }

    @Test
    void deactivatesAndTellsTheListener() {
        var id = apiKeys.create(alice.id(), ApiKeySettings.NEW, Actor.ADMIN).apiKey().id();

        apiKeys.deactivate(id, Actor.ADMIN);

        assertThat(apiKeys.findById(id)).get().extracting(ApiKey::isActive).isEqualTo(false);
        assertThat(changes.heard).containsExactly("key " + id);
    }

    @Test
    void knowsNothingOfUnknownKeys() {
        assertThat(apiKeys.findById(99)).isEmpty();
        assertThatThrownBy(() -> apiKeys.deactivate(99, Actor.ADMIN))
                .isInstanceOf(UnknownIdException.class)
                .hasMessage("api_key_id: expected an id that exists, got 99");
        assertThat(changes.heard).isEmpty();
    }
}
