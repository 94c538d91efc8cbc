package io.infiniproxy.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.Json;
import io.infiniproxy.sql.Database;
import io.infiniproxy.sql.TestPostgresql;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.RunningJar;
import io.infiniproxy.testing.TcpRelay;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise that no usage is lost, against everything that loses it elsewhere: clients that hang up, a backend that breaks off,
 * {@code kill -9}, SIGTERM, a database that is away, a full disk. {@code ./infiniproxy torture} is the long form.
 */
class TortureIT {
    private static final int KILLS = Integer.getInteger("torture.kills", 2);
    private static final int REQUESTS_A_KILL = 250;
    private static final int CLIENTS = 24;
    private static final Duration DATABASE_AWAY = Duration.ofSeconds(3);

    private final long seed = Long.getLong("torture.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<Kill> kills = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void losesNothingWithSqlite() throws Exception {
        torture("SQLite", "", this::lockSqlite);
    }

    @Test
    void losesNothingWithPostgresql() throws Exception {
        String databaseUrl = TestPostgresql.newDatabaseUrl();
        int port = URI.create(databaseUrl).getPort();
        try (TcpRelay relay = TcpRelay.start(port)) {
            torture("PostgreSQL", databaseUrl.replace(":" + port, ":" + relay.port()), () -> {
                relay.setSilent(true);
                pause(DATABASE_AWAY);
                relay.setSilent(false);
            });
        }
    }

    /** What makes the database go away for a while. */
    private interface Outage {
        void happen() throws Exception;
    }

    private void torture(String title, String databaseUrl, Outage outage) throws Exception {
        System.out.printf("%n%s: %d requests, %d kills (torture.seed=%d)%n%n", title, (KILLS + 1) * REQUESTS_A_KILL, KILLS, seed);
        LedgerBackend ledger = new LedgerBackend();
        int requests = KILLS * REQUESTS_A_KILL + REQUESTS_A_KILL;
        try (FakeBackend backend = FakeBackend.start()) {
            backend.answer(ledger);
            Map<String, String> environment = environment(backend, databaseUrl);
            RunningJar proxy = RunningJar.start(folder, environment);
            try (TortureClients clients = new TortureClients(proxy.url(), limitedKey(proxy), seed)) {
                clients.start(CLIENTS, requests);
                for (int kill = 1; kill <= KILLS; kill++) {
                    awaitSent(clients, kill * REQUESTS_A_KILL - random.nextInt(REQUESTS_A_KILL / 2));
                    if (kill % 2 == 1) {
                        outage.happen();
                    }
                    proxy = killAndRestart(proxy, environment);
                }
                var seen = clients.await();
                awaitNothingReserved(proxy);
                proxy.terminate(); // which stores all that there is
                assertThat(folder.resolve("data/usage-journal")).isEmptyDirectory();
                try (Database database = Database.open(databaseUrl, folder.resolve("data"))) {
                    Ledgers ledgers = new Ledgers(ledger.ledger(), seen, kills, database.readDataSource());
                    System.out.println(ledgers.table());
                    System.out.println(ledgers.verdict());
                    assertThat(ledgers.differences()).as("torture.seed=%d", seed).isEmpty();
                }
            } finally {
                proxy.kill();
            }
        }
    }

    /** Returns a key whose limits refuse nothing: each request reserves, and gives back. */
    private static String limitedKey(RunningJar proxy) throws Exception {
        String key = proxy.createKey("alice");
        proxy.adminPatch("/admin/api-keys/1", "{\"limits\":{\"concurrent_requests\":1000,"
                + "\"budgets\":[{\"period\":\"total\",\"tokens\":1000000000}]}}");
        return key;
    }

    /** What requests had reserved that were under way when the proxy was killed is free, and all that is recorded is spent. */
    private static void awaitNothingReserved(RunningJar proxy) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode limits = Json.read(proxy.adminGet("/usage/limits?api_key_id=1")).at("/subjects/0");
            JsonNode usage = Json.read(proxy.adminGet("/usage/api-key/1"));
            assertThat(limits.at("/concurrent_requests/used").asLong()).isZero();
            assertThat(limits.at("/budgets/0/reserved").asLong()).isZero();
            assertThat(limits.at("/budgets/0/spent").asLong()).isEqualTo(usage.path("total_tokens").asLong());
        });
    }

    private static void awaitSent(TortureClients clients, int requests) {
        await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(5)).until(() -> clients.sent() >= requests);
    }

    private RunningJar killAndRestart(RunningJar proxy, Map<String, String> environment) throws Exception {
        long begin = System.nanoTime();
        proxy.kill();
        kills.add(new Kill(begin, System.nanoTime()));
        return RunningJar.start(folder, environment);
    }

    private void lockSqlite() throws Exception {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/proxy_users.db"));
                Statement statement = other.createStatement()) {
            statement.execute("pragma busy_timeout = 10000");
            statement.execute("begin exclusive");
            pause(DATABASE_AWAY);
            statement.execute("rollback");
        }
    }

    /** How long the outage is; nothing is waited for. */
    private static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }

    private static Map<String, String> environment(FakeBackend backend, String databaseUrl) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("OPENAI_BASE_URL", backend.baseUrl().toString());
        environment.put("PROXY_PORT", String.valueOf(freePort()));
        environment.put("DATABASE_URL", databaseUrl);
        environment.put("PROXY_SHUTDOWN_SECONDS", "5");
        return environment;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** A disk without room: the client is told before the backend is called, and once there is room again all goes on. */
    @Test
    void aFullDiskIsToldBeforeTheCall() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        assumeThat(mount(data)).as("a tmpfs can be mounted here, which takes root").isTrue();
        LedgerBackend ledger = new LedgerBackend();
        try (FakeBackend backend = FakeBackend.start()) {
            backend.answer(ledger);
            RunningJar proxy = RunningJar.start(folder, environment(backend, ""));
            try {
                String key = proxy.createKey("alice");
                Path filler = data.resolve("filler");
                fill(filler);
                String refusal = "";
                int answered = 0;
                while (refusal.isEmpty() && answered < 20_000) {
                    HttpResponse<String> answer = ask(proxy, key, "good-" + answered);
                    refusal = answer.statusCode() == 503 ? answer.body() : "";
                    answered += answer.statusCode() == 503 ? 0 : 1;
                }
                assertThat(refusal).contains("api_error").contains("disk of the usage journal is full");
                assertThat(ledger.ledger()).hasSize(answered);
                Files.delete(filler);
                assertThat(ask(proxy, key, "good-again").statusCode()).isNotEqualTo(503);
                int asked = answered + 1;
                await().atMost(Duration.ofSeconds(30)).until(() -> records(data) == asked);
            } finally {
                proxy.kill();
            }
        } finally {
            run("umount", data.toString());
        }
    }

    private static boolean mount(Path data) throws Exception {
        return run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", data.toString());
    }

    private static boolean run(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void fill(Path filler) {
        byte[] block = new byte[4096];
        try (var out = Files.newOutputStream(filler)) {
            for (;;) {
                out.write(block);
            }
        } catch (IOException full) {
            // as it was meant
        }
    }

    private static HttpResponse<String> ask(RunningJar proxy, String key, String name) throws Exception {
        String body = "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"" + name + "\"}]}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(proxy.url() + "/v1/messages"))
                .header("x-api-key", key)
                .POST(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static long records(Path data) throws Exception {
        try (Connection sql = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("proxy_users.db"));
                Statement statement = sql.createStatement();
                var row = statement.executeQuery("select count(*) from usage_records")) {
            return row.next() ? row.getLong(1) : -1;
        }
    }
}
