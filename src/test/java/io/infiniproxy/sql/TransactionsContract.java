package io.infiniproxy.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What holds for transactions in every kind of database. */
abstract class TransactionsContract extends DatabaseContract {
    private Transactions transactions;

    @BeforeEach
    void prepare() {
        transactions = new Transactions(database);
    }

    @Test
    void writesAllOfIt() {
        String returned = transactions.run(sql -> {
            insert(sql, "alice");
            insert(sql, "bob");
            return "done";
        });

        assertThat(returned).isEqualTo("done");
        assertThat(users()).isEqualTo(2);
    }

    @Test
    void showsNothingToOthersBeforeItEnds() {
        transactions.run(sql -> {
            insert(sql, "alice");
            assertThat(users()).isZero();
            return null;
        });
    }

    @Test
    void writesNothingWhenTheWorkFails() {
        assertThatThrownBy(() -> transactions.run(sql -> {
                    insert(sql, "alice");
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no");
        assertThat(users()).isZero();
        assertThatGoesOn();
    }

    @Test
    void writesNothingWhenTheDatabaseRefusesAStatement() {
        assertThatThrownBy(() -> transactions.run(sql -> {
                    insert(sql, "alice");
                    insert(sql, "alice");
                    return null;
                }))
                .isInstanceOf(DataAccessException.class);
        assertThat(users()).isZero();
        assertThatGoesOn();
    }

    private void assertThatGoesOn() {
        JdbcClient.create(database.dataSource())
                .sql("insert into users (username, created_at) values ('later', 't')")
                .update();
        assertThat(users()).isEqualTo(1);
    }

    private long users() {
        return JdbcClient.create(database.readDataSource())
                .sql("select count(*) from users")
                .query(Long.class)
                .single();
    }

    static void insert(JdbcClient sql, String username) {
        sql.sql("insert into users (username, created_at) values (:username, 't')")
                .param("username", username)
                .update();
    }
}
