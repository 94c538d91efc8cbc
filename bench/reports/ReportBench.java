import io.infiniproxy.ProxyApplication;
import io.infiniproxy.settings.Home;
import io.infiniproxy.settings.Settings;
import io.infiniproxy.sql.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How long do reports take? Fills a database with usage records of a year, starts infiniproxy on it, and asks for every report over
 * HTTP. The records: 250 keys of 100 users, each with one endpoint and three of 30 models, at work six hours on each weekday.
 * Each report should take less than 300 ms.
 *
 * <pre>
 * java -cp target/infiniproxy.jar bench/reports/ReportBench.java                              # 10 million, in SQLite
 * java -cp target/infiniproxy.jar bench/reports/ReportBench.java 1000000                      # fewer
 * java -cp target/infiniproxy.jar bench/reports/ReportBench.java 10000000 postgresql://…      # an empty database of a server
 * java -cp target/infiniproxy.jar bench/reports/ReportBench.java fill FOLDER 10000000        # only fills, for others to measure
 * </pre>
 */
final class ReportBench {
    private static final String TOKEN = "admin-token-of-the-bench";
    private static final int WARM_UP = 5;
    private static final int RUNS = 20;
    private static final int WEEKDAYS = 260;
    private static final LocalDate MONDAY = LocalDate.of(2025, 11, 24);
    private static final String SUMS = "requests, estimated_requests, unpriced_requests, input_tokens, cache_read_input_tokens,"
            + " cache_creation_input_tokens, output_tokens, reasoning_tokens, total_tokens, cost_nanos";

    private final HttpClient http = HttpClient.newHttpClient();
    private URI url;

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("fill")) {
            fill(Files.createDirectories(Path.of(arguments[1])), "", Integer.parseInt(arguments[2]), LocalDate.now(ZoneOffset.UTC).minusDays(dayOf(WEEKDAYS - 1)));
            return;
        }
        int records = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000_000;
        String databaseUrl = arguments.length > 1 ? arguments[1] : "";
        Path folder = Files.createTempDirectory("infiniproxy-reports");
        try {
            fill(folder, databaseUrl, records, MONDAY);
            new ReportBench().measure(folder, databaseUrl);
        } finally {
            delete(folder);
        }
        System.exit(0);
    }

    /** Five days of each week have records; the first of them is given. */
    private static void fill(Path folder, String databaseUrl, int records, LocalDate first) throws SQLException {
        try (Database database = Database.open(databaseUrl, folder);
                Connection connection = database.dataSource().getConnection();
                Statement sql = connection.createStatement()) {
            boolean sqlite = database.kind().equals("sqlite");
            say("filling " + database.description());
            if (sqlite) {
                sql.execute("pragma synchronous = off");
                sql.execute("pragma cache_size = -500000");
            } else {
                connection.setNetworkTimeout(Runnable::run, 0);
            }
            List<String> later = withoutTriggersAndIndexes(sql, sqlite);
            addNames(sql, sqlite);
            addRecords(sql, sqlite, records, first);
            addSums(sql);
            for (String statement : later) {
                say(statement.lines().findFirst().orElseThrow());
                sql.execute(statement);
            }
            sql.execute(sqlite ? "pragma wal_checkpoint(truncate)" : "vacuum analyze");
            say("done: " + count(sql, "usage_records") + " records, " + count(sql, "usage_hours") + " hours, " + count(sql, "usage_days")
                    + " days, " + count(sql, "usage_months") + " months");
        }
    }

    /** What each record would set off takes much longer than all at once. Returns the statements that bring it back. */
    private static List<String> withoutTriggersAndIndexes(Statement sql, boolean sqlite) throws SQLException {
        Map<String, String> found = new HashMap<>();
        String query = sqlite
                ? "select type || ' ' || name, sql from sqlite_master where tbl_name = 'usage_records' and sql is not null"
                        + " and type in ('trigger', 'index')"
                : "select 'index ' || indexname, indexdef from pg_indexes where tablename = 'usage_records'"
                        + " and indexdef not like '%UNIQUE%'";
        try (var rows = sql.executeQuery(query)) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2));
            }
        }
        for (String name : found.keySet()) {
            sql.execute("drop " + name);
        }
        List<String> later = new ArrayList<>(found.values());
        if (!sqlite) {
            sql.execute("alter table usage_records disable trigger user");
            later.add("alter table usage_records enable trigger user");
        }
        return later;
    }

    private static void addNames(Statement sql, boolean sqlite) throws SQLException {
        sql.execute("insert into users (username, created_at) " + numbers(sqlite, 100)
                + " select 'user-' || n, '2025-11-24' from numbers");
        sql.execute("insert into api_keys (user_id, key_hash, key_prefix, name, created_at) " + numbers(sqlite, 250)
                + " select 1 + n % 100, 'hash-' || n, 'sk-' || n, 'key-' || n, '2025-11-24' from numbers");
    }

    private static void addRecords(Statement sql, boolean sqlite, int records, LocalDate firstDay) throws SQLException {
        int batch = 1_000_000;
        for (int first = 0; first < records; first += batch) {
            sql.execute("insert into usage_records (request_id, timestamp, api_key_id, user_id, endpoint, model, backend_model, backend,"
                    + " input_tokens, output_tokens, total_tokens, cache_read_input_tokens, reasoning_tokens, is_estimated, cost_nanos,"
                    + " outcome, status, stream, time_to_first_token_ms, duration_ms, client, session_id) "
                    + numbers(sqlite, Math.min(batch, records - first))
                    // three random numbers a record, and what follows from them
                    + ", seeds as (select n + " + first + " as n, ((n + " + first + ") * 2654435761) % 4294967296 as a,"
                    + " ((n + " + first + ") * 2246822519 + 77) % 4294967291 as b from numbers),"
                    + " chosen as (select n, a, b, 1 + (a / 1024) % 250 as api_key,"
                    + " ((n * " + WEEKDAYS + ") / " + (records + 1L) + ") as weekday,"
                    + " case when b % 100 < 70 then 0 when b % 100 < 95 then 1 else 2 end as nth from seeds),"
                    + " named as (select chosen.*, (api_key * 7 + nth * 11) % 30 as model_number from chosen)"
                    + " select 'req_' || n, " + day(sqlite, firstDay) + " || 'T' || "
                    + padded("(6 + (api_key % 4) * 3 + (b / 128) % 6)", 2) + " || ':' || "
                    + padded("((a / 7) % 60)", 2) + " || ':' || " + padded("((b / 7) % 60)", 2) + " || '.' || "
                    + padded("(a % 1000)", 3) + " || 'Z',"
                    + " api_key, 1 + api_key % 100, case api_key % 3 when 0 then '/v1/chat/completions' else '/v1/messages' end,"
                    + " 'model-' || model_number, 'model-' || model_number,"
                    + " case model_number % 2 when 0 then 'api.one.example' else 'api.two.example' end,"
                    + " 1000 + a % 50000, b % 2000, 1000 + a % 50000 + b % 2000, a % 900, b % 500, a % 50 = 0"
                    + ", case when model_number % 5 = 0 then null else 1000 * (a % 9000) end,"
                    + " case when a % 100 < 96 then 'completed' when a % 100 < 98 then 'failed' else 'cancelled' end,"
                    + " 200, " + (sqlite ? "1" : "true") + ", 400, 5000, 'claude-cli', 'session-' || (n / 40) from named");
            say((first + batch) / 1_000_000 + " million records");
        }
    }

    private static String day(boolean sqlite, LocalDate first) {
        String days = "((weekday / 5) * 7 + weekday % 5)";
        return sqlite
                ? "date('" + first + "', '+' || " + days + " || ' days')"
                : "to_char(date '" + first + "' + cast(" + days + " as integer), 'YYYY-MM-DD')";
    }

    /** As day() has it in SQL. */
    private static int dayOf(int weekday) {
        return weekday / 5 * 7 + weekday % 5;
    }

    private static String padded(String number, int width) {
        return "substr('000' || " + number + ", " + -width + ")";
    }

    private static String numbers(boolean sqlite, int count) {
        return sqlite
                ? "with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < " + count + ")"
                : "with numbers (n) as (select generate_series(1::bigint, " + count + "))";
    }

    private static void addSums(Statement sql) throws SQLException {
        String all = "api_key_id, user_id, model, endpoint, backend_model, backend, outcome";
        say("sums by the hour");
        sql.execute("insert into usage_hours (hour, " + all + ", " + SUMS + ") select substr(timestamp, 1, 13), " + all + ", count(*),"
                + " sum(case when is_estimated then 1 else 0 end), sum(case when cost_nanos is null then 1 else 0 end), sum(input_tokens),"
                + " sum(cache_read_input_tokens), sum(cache_creation_input_tokens), sum(output_tokens), sum(reasoning_tokens),"
                + " sum(total_tokens), sum(coalesce(cost_nanos, 0)) from usage_records group by 1, 2, 3, 4, 5, 6, 7, 8");
        say("sums by the day and month");
        addSums(sql, "usage_days", "day, " + all, "substr(hour, 1, 10), " + all, "usage_hours");
        addSums(sql, "usage_months", "month, " + all, "substr(day, 1, 7), " + all, "usage_days");
        addSums(sql, "usage_day_keys", "day, user_id, api_key_id, outcome", "day, user_id, api_key_id, outcome", "usage_days");
        addSums(sql, "usage_day_models", "day, model, endpoint, backend, outcome", "day, model, endpoint, backend, outcome", "usage_days");
    }

    private static void addSums(Statement sql, String table, String columns, String group, String source) throws SQLException {
        String sums = String.join(", ", Stream.of(SUMS.split(", ")).map(column -> "sum(" + column + ")").toList());
        long groups = columns.split(", ").length;
        String by = String.join(", ", IntStream.rangeClosed(1, (int) groups).mapToObj(Integer::toString).toList());
        sql.execute("insert into " + table + " (" + columns + ", " + SUMS + ") select " + group + ", " + sums + " from " + source
                + " group by " + by);
    }

    private static long count(Statement sql, String table) throws SQLException {
        try (var rows = sql.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void measure(Path folder, String databaseUrl) throws Exception {
        Settings settings = Settings.read(
                new Home(folder),
                Map.of(
                        "PROXY_PORT", "0",
                        "DATA_DIR", folder.toString(),
                        "DATABASE_URL", databaseUrl,
                        "ADMIN_TOKEN", TOKEN,
                        "OPENAI_BASE_URL", "http://127.0.0.1:9/v1"));
        ProxyApplication proxy = ProxyApplication.start(settings, false);
        try {
            url = proxy.url();
            String key = send(HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.noBody()), "/admin/api-keys?user_id=1", TOKEN)
                    .replaceAll(".*\"api_key\":\"(sk-[^\"]*)\".*", "$1");
            System.out.println("\n| report | answer, KB | p50, ms | p95, ms |\n|---|---|---|---|");
            for (String path : paths()) {
                measure(path, TOKEN);
            }
            measure("/usage/me", key);
            measure("/usage/me?start_date=2026-01-15&end_date=2026-11-12", key);
            measure("/usage/report?by=day,model", key);
            measure("/usage/requests", key);
        } finally {
            proxy.stop();
        }
    }

    private static List<String> paths() {
        List<String> paths = new ArrayList<>();
        for (String by : List.of("user", "key", "model", "endpoint", "backend", "day", "user,model", "key,model",
                "endpoint,backend", "day,model", "day,endpoint", "day,backend")) {
            paths.add("/usage/report?by=" + by);
        }
        for (String by : List.of("user", "key", "model", "user,model")) {
            paths.add("/usage/report?by=" + by + "&from=2026-01-15T08:20:00Z&to=2026-11-12T13:40:00Z");
        }
        for (String by : List.of("day,user", "day,key")) {
            paths.add("/usage/report?by=" + by + "&from=2026-10-15&to=2026-11-12");
        }
        for (String filter : List.of("user_id=7", "api_key_id=7", "model=model-7", "outcome=failed", "model=model-7&user_id=7")) {
            paths.add("/usage/report?by=day&" + filter);
            paths.add("/usage/report?by=key,model&" + filter);
        }
        paths.add("/usage/report?by=day,user&model=model-7&from=2026-08-15&to=2026-11-12");
        for (String by : List.of("hour", "hour&user_id=7", "hour,model&api_key_id=7", "hour&model=model-7")) {
            paths.add("/usage/report?by=" + by + "&from=2026-10-20&to=2026-11-19");
        }
        paths.add("/usage/report?by=hour,model&from=2026-11-09&to=2026-11-15");
        paths.add("/usage/api-key/7");
        paths.addAll(List.of(
                "/usage/requests",
                "/usage/requests?limit=1000",
                "/usage/requests?user_id=7",
                "/usage/requests?model=model-7",
                "/usage/requests?model=never-asked",
                "/usage/requests?outcome=failed",
                "/usage/requests?session_id=session-5000",
                "/usage/requests?request_id=req_5000",
                "/usage/requests?before=2026-03-04T12:00:00.000Z_5"));
        return paths;
    }

    private void measure(String path, String token) throws Exception {
        List<Double> times = new ArrayList<>();
        int bytes = 0;
        for (int run = -WARM_UP; run < RUNS; run++) {
            long start = System.nanoTime();
            bytes = send(HttpRequest.newBuilder().GET(), path, token).length();
            if (run >= 0) {
                times.add((System.nanoTime() - start) / 1e6);
            }
        }
        times.sort(Comparator.naturalOrder());
        System.out.printf(
                Locale.ROOT,
                "| `%s`%s | %d | %.0f | %.0f |%n",
                path,
                token.equals(TOKEN) ? "" : " (own)",
                bytes / 1000,
                times.get(RUNS / 2),
                times.get(RUNS * 95 / 100 - 1));
    }

    private String send(HttpRequest.Builder request, String path, String token) throws IOException, InterruptedException {
        var answer = http.send(
                request.uri(URI.create(url + path)).header("Authorization", "Bearer " + token).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            System.err.println(path + ": " + answer.body());
        }
        return answer.body();
    }

    private static void say(String words) {
        System.err.println(java.time.LocalTime.now().withNano(0) + " " + words);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
