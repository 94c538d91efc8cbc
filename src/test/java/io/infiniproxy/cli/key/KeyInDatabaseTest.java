package io.infiniproxy.cli.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infiniproxy.audit.AuditLog;
import io.infiniproxy.cli.CommandFailedException;
import io.infiniproxy.cli.FakeProxy;
import io.infiniproxy.keys.ApiKeyAuthenticator;
import io.infiniproxy.keys.Caller;
import io.infiniproxy.keys.OutagePolicy;
import io.infiniproxy.settings.Settings;
import io.infiniproxy.sql.Database;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

final class KeyInDatabaseTest {
    @TempDir
    Path dataDir;

    private Settings settings;

    @BeforeEach
    void readSettings() {
        settings = FakeProxy.settings(dataDir);
    }

    @Test
    void makesAKeyThatWorksAtOnceInANewDatabase() {
        assertThat(caller(NewKey.create(settings, "alice", "laptop")).username()).isEqualTo("alice");
    }

    @Test
    void makesAUserOnce() {
        Caller first = caller(NewKey.create(settings, "alice", "laptop"));
        Caller second = caller(NewKey.create(settings, "alice", "phone"));

        assertThat(second.userId()).isEqualTo(first.userId());
        assertThat(second.apiKeyId()).isNotEqualTo(first.apiKeyId());
    }

    @Test
    void isAudited() {
        NewKey.create(settings, "alice", "laptop");

        try (Database database = Database.open("", dataDir)) {
            assertThat(new AuditLog(database, Clock.systemUTC()).list(10, Long.MAX_VALUE))
                    .extracting(entry -> entry.actor() + " " + entry.action())
                    .containsExactly("cli create_api_key", "cli create_user");
        }
    }

    @Test
    void makesNoKeyThatWouldBeRefused() {
        NewKey.create(settings, "alice", "laptop");
        try (Database database = Database.open("", dataDir)) {
            JdbcClient.create(database.dataSource()).sql("update users set is_active = false").update();
        }
        assertThatThrownBy(() -> NewKey.create(settings, "alice", "phone"))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageStartingWith("User alice is deactivated");
    }

    private Caller caller(String key) {
        try (Database database = Database.open("", dataDir)) {
            return new ApiKeyAuthenticator(database.readDataSource(), OutagePolicy.OPEN).authenticate(key).orElseThrow();
        }
    }
}
