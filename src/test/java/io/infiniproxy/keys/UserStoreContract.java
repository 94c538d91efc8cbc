package io.infiniproxy.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infiniproxy.audit.Actor;
import io.infiniproxy.audit.AuditEntry;
import io.infiniproxy.audit.AuditLog;
import io.infiniproxy.limits.Limits;
import io.infiniproxy.sql.DatabaseContract;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class UserStoreContract extends DatabaseContract {
    private final RecordedChanges changes = new RecordedChanges();
    private UserStore users;

    @BeforeEach
    void openStore() {
        var clock = Clock.fixed(Instant.parse("2026-11-22T16:48:00.1234Z"), ZoneOffset.UTC);
        users = new UserStore(database, clock, changes);
    }

    @Test
    void createsActiveUsers() {
        var alice = users.create("alice", new UserSettings("alice@example.com", null, Limits.NONE, true), Actor.ADMIN);

        assertThat(alice).isEqualTo(new User(alice.id(), "alice", "alice@example.com", "2026-11-22T16:48:00.123Z", true, null, Limits.NONE));
        assertThat(users.findById(alice.id())).contains(alice);
        assertThat(users.findByUsername("alice")).contains(alice);
    }

    @Test
    void keepsTheEmailOptional() {
        assertThat(users.create("bob", UserSettings.NEW, Actor.ADMIN).email()).isNull();
    }

    @Test
    void listsInOrderOfCreation() {
        var bob = users.create("bob", UserSettings.NEW, Actor.ADMIN);
        var alice = users.create("alice", UserSettings.NEW, Actor.ADMIN);

        assertThat(users.list()).containsExactly(bob, alice);
    }

    @Test
    void refusesATakenName() {
        users.create("alice", UserSettings.NEW, Actor.ADMIN);

        assertThatThrownBy(() -> users.create("alice", new UserSettings("other@example.com", null, Limits.NONE, true), Actor.ADMIN))
                .isInstanceOf(UsernameTakenException.class)
                .hasMessage("username: expected a name that no user has, got \"alice\"")
                .extracting(e -> ((UsernameTakenException) e).username())
                .isEqualTo("alice");
        assertThat(users.list()).hasSize(1);
    }

    @Test
    void takesAnyTextAsItIs() {
        var name = "Ärger'; drop table users; -- 王小明 😀 :name ?";

        users.create(name, UserSettings.NEW, Actor.ADMIN);

        assertThat(users.findByUsername(name)).isPresent();
    }

    @Test
    void deactivatesAndTellsTheListener() {
        var alice = users.create("alice", UserSettings.NEW, Actor.ADMIN);

        users.deactivate(alice.id(), Actor.ADMIN);
        users.deactivate(alice.id(), Actor.ADMIN);

        assertThat(users.findById(alice.id())).get().extracting(User::isActive).isEqualTo(false);
        assertThat(changes.heard).containsExactly("user " + alice.id(), "user " + alice.id());
    }

    @Test
    void knowsNothingOfUnknownUsers() {
        assertThat(users.findById(99)).isEmpty();
        assertThat(users.findByUsername("nobody")).isEmpty();
        assertThatThrownBy(() -> users.deactivate(99, Actor.ADMIN))
                .isInstanceOf(UnknownIdException.class)
                .hasMessage("user_id: expected an id that exists, got 99");
        assertThat(changes.heard).isEmpty();
    }

    @Test
    void changesAUserAndTellsTheListener() {
        var alice = users.create("alice", UserSettings.NEW, Actor.ADMIN);
        var settings = new UserSettings("a@example.com", "on leave", new Limits(1, 2L, 3, List.of()), false);

        var changed = users.update(alice.id(), before -> settings, Actor.ADMIN);

        assertThat(changed.settings()).isEqualTo(settings);
        assertThat(changed.username()).isEqualTo("alice");
        assertThat(users.findById(alice.id())).contains(changed);
        assertThat(changes.heard).containsExactly("user " + alice.id());
    }

    @Test
    void losesNoChangeOfSeveralAtOnce() throws InterruptedException, ExecutionException {
        var id = users.create("alice", UserSettings.NEW, Actor.ADMIN).id();
        var changing = new ArrayList<Future<?>>();
        try (var executor = Executors.newFixedThreadPool(8)) {
            for (var i = 0; i < 40; i++) {
                changing.add(executor.submit(() -> users.update(id, UserStoreContract::withOneMore, Actor.ADMIN)));
            }
        }
        for (var change : changing) {
            change.get();
        }

        assertThat(users.findById(id)).get().extracting(User::note).isEqualTo("x".repeat(40));
    }

    @Test
    void auditsEveryChange() {
        var id = users.create("alice", UserSettings.NEW, Actor.ADMIN).id();
        users.update(id, UserStoreContract::withOneMore, Actor.ADMIN_PAGE);
        users.deactivate(id, Actor.ADMIN);
        assertThatThrownBy(() -> users.create("alice", UserSettings.NEW, Actor.ADMIN)).isInstanceOf(UsernameTakenException.class);

        var entries = new AuditLog(database, Clock.systemUTC()).list(10, Long.MAX_VALUE);
        assertThat(entries).extracting(AuditEntry::action).containsExactly("deactivate_user", "update_user", "create_user");
        assertThat(entries.get(1).before()).hasToString("{\"note\":null}");
        assertThat(entries.get(1).after()).hasToString("{\"note\":\"x\"}");
        assertThat(entries.get(2).after().path("username").asText()).isEqualTo("alice");
    }

    private static UserSettings withOneMore(UserSettings before) {
        var note = (before.note() == null ? "" : before.note()) + "x";
        return new UserSettings(before.email(), note, before.limits(), before.isActive());
    }
}
