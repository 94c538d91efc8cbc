package io.infiniproxy.transfer;

import java.nio.file.Path;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.sqlite.SQLiteDataSource;

/** Databases as the Python infiniproxy leaves them: alice with two keys, bob with one, and some usage. */
public final class TestPython {
    public static final String ALICES_KEY = "sk-python-alice";
    public static final String ALICES_INACTIVE_KEY = "sk-python-inactive";
    public static final String BOBS_KEY = "sk-python-bob";

    private TestPython() {}

    /** Makes the file of the first version, which knew neither {@code model_name} nor {@code backend_url}. */
    public static JdbcClient first(Path file) {
        JdbcClient sql = client(file);
        sql.sql("create table users (id integer primary key autoincrement, username text unique not null, email text,"
                        + " created_at text not null, is_active integer default 1)")
                .update();
        sql.sql("create table api_keys (id integer primary key autoincrement, user_id integer not null, key_hash text unique not null,"
                        + " key_prefix text not null, name text, created_at text not null, last_used_at text,"
                        + " is_active integer default 1, foreign key (user_id) references users (id))")
                .update();
        sql.sql("create table usage_records (id integer primary key autoincrement, api_key_id integer not null,"
                        + " endpoint text not null, model text, input_tokens integer default 0, output_tokens integer default 0,"
                        + " total_tokens integer default 0, request_id text, timestamp text not null,"
                        + " foreign key (api_key_id) references api_keys (id))")
                .update();
        fill(sql);
        return sql;
    }

    /** Makes the file of a later version. */
    public static JdbcClient later(Path file) {
        JdbcClient sql = first(file);
        sql.sql("alter table api_keys add column model_name text").update();
        sql.sql("alter table usage_records add column backend_url text").update();
        sql.sql("update api_keys set model_name = 'glm-4.6' where id = 12").update();
        sql.sql("update usage_records set backend_url = 'https://llm.example.com/v1/chat/completions' where id = 1").update();
        return sql;
    }

    /** The hashes are those of the keys above. */
    private static void fill(JdbcClient sql) {
        sql.sql("insert into users values (7, 'alice', 'alice@example.com', '2025-01-02T03:04:05.678901', 1),"
                        + " (8, 'bob', null, '2025-01-02T03:04:05', null)")
                .update();
        key(sql, 11, 7, ALICES_KEY, 1);
        key(sql, 12, 7, ALICES_INACTIVE_KEY, 0);
        key(sql, 13, 8, BOBS_KEY, 1);
        usage(sql, 11, "'glm-4.6'", "100", "20", "2025-03-04T05:06:07.000009");
        usage(sql, 11, "null", "null", "0", "2025-03-04 05:59:59");
        usage(sql, 13, "'glm-4.6'", "7", "1", "2025-03-05T00:00:00.5+08:00");
    }

    private static void key(JdbcClient sql, long id, long userId, String secret, int isActive) {
        sql.sql("insert into api_keys (id, user_id, key_hash, key_prefix, name, created_at, last_used_at, is_active)"
                        + " values (?, ?, ?, ?, 'laptop', '2025-01-02T03:04:05.678901', '2025-03-04T05:06:07.000009', ?)")
                .params(id, userId, hash(secret), secret.substring(0, 12), isActive)
                .update();
    }

    static void usage(JdbcClient sql, long keyId, String model, String inputTokens, String outputTokens, String timestamp) {
        sql.sql("insert into usage_records (api_key_id, endpoint, model, input_tokens, output_tokens, total_tokens, timestamp)"
                        + " values (?, '/v1/messages', " + model + ", " + inputTokens + ", " + outputTokens + ", 0, ?)")
                .params(keyId, timestamp)
                .update();
    }

    /** As Python's {@code hashlib.sha256(key.encode()).hexdigest()} has given them. */
    private static String hash(String secret) {
        return switch (secret) {
            case ALICES_KEY -> "fcb4851105af3bbbb76e3c545f2ee732d5d773dd5835b92bb3a10db6271579e3";
            case ALICES_INACTIVE_KEY -> "1f1490d284b2a84521d9ac185eaaf7158358c5a261a819661377a5df331b9d84";
            case BOBS_KEY -> "a29127a794a70ed58e6e229e058814d877b1c564be3a8ed766bb74ec1a57e94d";
            default -> throw new IllegalArgumentException(secret);
        };
    }

    private static JdbcClient client(Path file) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        return JdbcClient.create(source);
    }
}
