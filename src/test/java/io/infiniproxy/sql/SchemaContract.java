package io.infiniproxy.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What holds for the tables in every kind of database. */
abstract class SchemaContract extends DatabaseContract {
    private JdbcClient writes;

    /** Opens the database of this test a second time. */
    abstract Database reopen();

    @BeforeEach
    void connect() {
        writes = JdbcClient.create(database.dataSource());
    }

    @Test
    void opensAgainWhatItMade() {
        insertUser("alice");

        try (var again = reopen()) {
            assertThat(JdbcClient.create(again.readDataSource()).sql("select username from users").query(String.class).list())
                    .containsExactly("alice");
        }
    }

    /** Whoever adds a migration adds its line to history.txt. */
    @Test
    void knowsWithoutFlywayThatAllHasRun() throws SQLException {
        var history = new SchemaHistory(DatabaseLocation.parse(databaseUrl(), dataDir));

        assertThat(history.known()).isEqualTo(history.applied());
        assertThat(history.isComplete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"checksum = 1", "version = '0'", "success = not success"})
    void leavesToFlywayWhatIsNotAsItMadeIt(String difference) throws SQLException {
        writes.sql("update flyway_schema_history set " + difference + " where version = '2'").update();

        assertThat(new SchemaHistory(DatabaseLocation.parse(databaseUrl(), dataDir)).isComplete()).isFalse();
        assertThatThrownBy(this::reopen).isInstanceOf(UnsupportedSchemaException.class);
    }

    @Test
    void neverGivesAnIdTwice() {
        var first = insertUser("alice");
        writes.sql("delete from users").update();

        assertThat(insertUser("bob")).isGreaterThan(first);
    }

    @Test
    void keepsKeysOfUnknownUsersOut() {
        var insert = writes.sql("insert into api_keys (user_id, key_hash, key_prefix, created_at) values (7, 'h', 'p', 't')");

        assertThatThrownBy(insert::update).hasMessageContaining("api_keys");
    }

    @Test
    void refusesADatabaseOfANewerProgram() {
        writes.sql("insert into flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                        + " installed_by, installed_on, execution_time, success)"
                        + " select 99, '99', 'later', type, 'V99__later.sql', 1, installed_by, installed_on, 1, success"
                        + " from flyway_schema_history where version = '1'")
                .update();

        assertThatThrownBy(this::reopen)
                .isInstanceOf(UnsupportedSchemaException.class)
                .hasMessage("The " + database.description() + " was written by a newer infiniproxy (its schema 99 is unknown to"
                        + " this one): start that version or a later one");
    }

    @Test
    void refusesTablesOfAnotherProgram() {
        writes.sql("drop table flyway_schema_history").update();

        assertThatThrownBy(this::reopen)
                .isInstanceOf(UnsupportedSchemaException.class)
                .hasMessageContaining("holds tables that this infiniproxy did not make");
    }

    private long insertUser(String username) {
        return writes.sql("insert into users (username, created_at) values (:username, 't') returning id")
                .param("username", username)
                .query(Long.class)
                .single();
    }
}
