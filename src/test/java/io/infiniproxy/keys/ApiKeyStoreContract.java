package io.infiniproxy.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infiniproxy.audit.Actor;
import io.infiniproxy.audit.AuditEntry;
import io.infiniproxy.audit.AuditLog;
import io.infiniproxy.digest.Sha256;
import io.infiniproxy.limits.Budget;
import io.infiniproxy.limits.Limits;
import io.infiniproxy.limits.Period;
import io.infiniproxy.sql.DatabaseContract;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

abstract class ApiKeyStoreContract extends DatabaseContract {
    private static final Limits LIMITS =
            new Limits(60, 1_000L, 4, List.of(new Budget(Period.DAY, 5L, null), new Budget(Period.TOTAL, null, 1_500_000_000L)));
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

    @Test
    void changesAKeyAndTellsTheListener() {
        var created = apiKeys.create(alice.id(), ApiKeySettings.named("laptop"), Actor.ADMIN).apiKey();
        var settings = new ApiKeySettings(
                "phone", "lost", "2027-01-01T00:00:00.000Z", List.of("sonnet", "glm-*"), LIMITS, false);

        var changed = apiKeys.update(created.id(), before -> settings, Actor.ADMIN);

        assertThat(changed.settings()).isEqualTo(settings);
        assertThat(apiKeys.findById(created.id())).contains(changed);
        assertThat(changes.heard).containsExactly("key " + created.id());
        assertThatThrownBy(() -> apiKeys.update(99, before -> settings, Actor.ADMIN)).isInstanceOf(UnknownIdException.class);
    }

    @Test
    void rotatesASecretAndKeepsTheKey() {
        var created = apiKeys.create(alice.id(), ApiKeySettings.named("laptop"), Actor.ADMIN);

        var rotated = apiKeys.rotate(created.apiKey().id(), Duration.ofHours(24), Actor.ADMIN);

        assertThat(rotated.secret()).matches("sk-[0-9a-f]{64}").isNotEqualTo(created.secret());
        assertThat(rotated.apiKey().id()).isEqualTo(created.apiKey().id());
        assertThat(rotated.apiKey().settings()).isEqualTo(created.apiKey().settings());
        assertThat(rotated.secret()).startsWith(rotated.apiKey().keyPrefix());
        assertThat(rotated.apiKey().previousExpiresAt()).isEqualTo("2026-11-23T16:48:00.000Z");
        assertThat(changes.heard).containsExactly("key " + created.apiKey().id());
        assertThat(apiKeys.rotate(created.apiKey().id(), Duration.ZERO, Actor.ADMIN).apiKey().previousExpiresAt())
                .isNull();
    }

    @Test
    void rotatesNoKeyThatIsDeactivated() {
        var id = apiKeys.create(alice.id(), ApiKeySettings.NEW, Actor.ADMIN).apiKey().id();
        apiKeys.deactivate(id, Actor.ADMIN);

        assertThatThrownBy(() -> apiKeys.rotate(id, Duration.ZERO, Actor.ADMIN))
                .isInstanceOf(InactiveApiKeyException.class)
                .hasMessage("api_key_id: expected a key that is active, got " + id);
    }

    @Test
    void auditsEveryChangeWithoutSecrets() {
        var created = apiKeys.create(alice.id(), ApiKeySettings.named("laptop"), Actor.CLI);
        var id = created.apiKey().id();
        apiKeys.update(id, before -> ApiKeySettings.named("phone"), Actor.ADMIN);
        apiKeys.update(id, before -> before, Actor.ADMIN);
        var rotated = apiKeys.rotate(id, Duration.ofHours(1), Actor.ADMIN_PAGE);
        apiKeys.deactivate(id, Actor.ADMIN);
        apiKeys.deactivate(id, Actor.ADMIN);

        var entries = new AuditLog(database, Clock.systemUTC()).list(4, Long.MAX_VALUE);
        assertThat(entries).extracting(AuditEntry::action)
                .containsExactly("deactivate_api_key", "rotate_api_key", "update_api_key", "create_api_key");
        assertThat(entries).extracting(AuditEntry::actor).containsExactly("admin", "admin page", "admin", "cli");
        assertThat(entries).allMatch(entry -> entry.subjectKind().equals("api_key") && entry.subjectId() == id);
        assertThat(entries).extracting(AuditEntry::at).containsOnly("2026-11-22T16:48:00.000Z");
        assertThat(entries.get(0).before()).hasToString("{\"is_active\":true}");
        assertThat(entries.get(0).after()).hasToString("{\"is_active\":false}");
        assertThat(entries.get(1).before().toString()).contains("key_prefix", "\"previous_expires_at\":null");
        assertThat(entries.get(2).before()).hasToString("{\"name\":\"laptop\"}");
        assertThat(entries.get(2).after()).hasToString("{\"name\":\"phone\"}");
        assertThat(entries.get(3).before()).isNull();
        assertThat(entries.get(3).after().path("user_id").asLong()).isEqualTo(alice.id());
        for (var secret : List.of(created.secret(), rotated.secret())) {
            assertThat(entries.toString()).doesNotContain(secret, Sha256.hex(secret));
        }
    }

    @Test
    void changesNothingThatCannotBeAudited() {
        var created = apiKeys.create(alice.id(), ApiKeySettings.named("laptop"), Actor.ADMIN).apiKey();
        JdbcClient.create(database.dataSource()).sql("drop table audit").update();

        assertThatThrownBy(() -> apiKeys.update(created.id(), before -> ApiKeySettings.NEW, Actor.ADMIN))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> apiKeys.create(alice.id(), ApiKeySettings.NEW, Actor.ADMIN))
                .isInstanceOf(DataAccessException.class);

        assertThat(apiKeys.list()).containsExactly(created);
        assertThat(changes.heard).isEmpty();
    }
}
