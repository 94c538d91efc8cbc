package io.infiniproxy.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresqlUrlTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "postgresql://me:pw@db.example.org:5433/proxy, db.example.org:5433, proxy, '', me, pw",
                "postgres://me:pw@db/proxy?sslmode=require&x=1, db, proxy, sslmode=require&x=1, me, pw",
                "postgresql://me@db/proxy, db, proxy, '', me, -",
                "postgresql://db/proxy, db, proxy, '', -, -",
                "jdbc:postgresql://db:5432/proxy?user=me&password=pw, db:5432, proxy, user=me&password=pw, -, -",
                "postgresql://me:p%40s%2Fs%3F+%25@db/proxy, db, proxy, '', me, p@s/s?+%",
                "postgresql://me:p@s:s#@db/proxy, db, proxy, '', me, p@s:s#",
                "postgresql://me:pw@[::1]:5432/proxy, [::1]:5432, proxy, '', me, pw",
                "'postgresql://me:pw@one:5432,two:5432/proxy', 'one:5432,two:5432', proxy, '', me, pw"
            })
    void readsItsParts(String url, String hosts, String database, String options, String user, String password) {
        assertThat(PostgresqlUrl.read(url)).isEqualTo(new PostgresqlServer(hosts, database, options, user, password));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://me:hunter2@db/proxy",
                "jdbc:mysql://db/proxy?password=hunter2",
                "postgresql:me:hunter2@db/proxy",
                "postgresql://me:hunter2@db",
                "postgresql://me:hunter2@db/",
                "postgresql://me:hunter2?@db/proxy",
                "postgresql://me:hunter2@db:port/proxy",
                "postgresql://me:hunter2@db:99999/proxy",
                "postgresql://me:hunter2%@db/proxy",
                "me:hunter2@db/proxy",
                "hunter2"
            })
    void refusesWhatItCannotReadWithoutShowingThePassword(String url) {
        assertThatThrownBy(() -> Database.open(url, Path.of("unused")))
                .isInstanceOf(InvalidDatabaseUrlException.class)
                .hasMessageStartingWith("DATABASE_URL: expected ")
                .hasMessageContaining(", got ")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void saysWhatItExpectedAndWhatCame() {
        assertThatThrownBy(() -> Database.open("mysql://me:pw@db/proxy", Path.of("unused")))
                .hasMessage("DATABASE_URL: expected postgresql://user:password@host:5432/database, jdbc:postgresql:…,"
                        + " jdbc:sqlite:FILE or nothing, got \"mysql:…\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite:", "jdbc:sqlite::memory:", "jdbc:sqlite:file:x.db?mode=ro"})
    void refusesSqliteWithoutAFile(String url) {
        assertThatThrownBy(() -> Database.open(url, Path.of("unused")))
                .isInstanceOf(InvalidDatabaseUrlException.class)
                .hasMessageStartingWith("DATABASE_URL: expected the path of a file after jdbc:sqlite:, got ");
    }

    @Test
    void describesItselfWithoutPassword() {
        var server = PostgresqlUrl.read("postgresql://me:hunter2@db:5432/proxy?password=hunter2");

        assertThat(server.description()).isEqualTo("PostgreSQL database proxy at db:5432");
        assertThat(server).hasToString("PostgreSQL database proxy at db:5432");
    }

    @Test
    void saysThatNoServerAnswers() {
        assertThatThrownBy(() -> Database.open("postgresql://me:hunter2@127.0.0.1:1/proxy", Path.of("unused")))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageStartingWith("Cannot open the PostgreSQL database proxy at 127.0.0.1:1: ")
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("\n");
    }
}
