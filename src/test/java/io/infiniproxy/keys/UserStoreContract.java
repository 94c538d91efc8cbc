package io.infiniproxy.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infiniproxy.sql.DatabaseContract;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class UserStoreContract extends DatabaseContract {
    private final RecordedDeactivations deactivations = new RecordedDeactivations();
    private UserStore users;

    @BeforeEach
    void openStore() {
        var clock = Clock.fixed(Instant.parse("2026-11-22T16:48:00.1234Z"), ZoneOffset.UTC);
        users = new UserStore(database, clock, deactivations);
    }

    @Test
    void createsActiveUsers() {
        var alice = users.create("alice", "alice@example.com");

        assertThat(alice).isEqualTo(new User(alice.id(), "alice", "alice@example.com", "2026-11-22T16:48:00.123Z", true));
        assertThat(users.findById(alice.id())).contains(alice);
        assertThat(users.findByUsername("alice")).contains(alice);
    }

    @Test
    void keepsTheEmailOptional() {
        assertThat(users.create("bob", null).email()).isNull();
    }

    @Test
    void listsInOrderOfCreation() {
        var bob = users.create("bob", null);
        var alice = users.create("alice", null);

        assertThat(users.list()).containsExactly(bob, alice);
    }

    @Test
    void refusesATakenName() {
        users.create("alice", null);

        assertThatThrownBy(() -> users.create("alice", "other@example.com"))
                .isInstanceOf(UsernameTakenException.class)
                .hasMessage("username: expected a name that no user has, got \"alice\"")
                .extracting(e -> ((UsernameTakenException) e).username())
                .isEqualTo("alice");
        assertThat(users.list()).hasSize(1);
    }

    @Test
    void takesAnyTextAsItIs() {
        var name = "Ärger'; drop table users; -- 王小明 😀 :name ?";

        users.create(name, null);

        assertThat(users.findByUsername(name)).isPresent();
    }

    @Test
    void deactivatesAndTellsTheListener() {
        var alice = users.create("alice", null);

        users.deactivate(alice.id());
        users.deactivate(alice.id());

        assertThat(users.findById(alice.id())).get().extracting(User::isActive).isEqualTo(false);
        assertThat(deactivations.heard).containsExactly("user " + alice.id(), "user " + alice.id());
    }

    @Test
    void knowsNothingOfUnknownUsers() {
        assertThat(users.findById(99)).isEmpty();
        assertThat(users.findByUsername("nobody")).isEmpty();
        assertThatThrownBy(() -> users.deactivate(99))
                .isInstanceOf(UnknownIdException.class)
                .hasMessage("user_id: expected an id that exists, got 99");
        assertThat(deactivations.heard).isEmpty();
    }
}
