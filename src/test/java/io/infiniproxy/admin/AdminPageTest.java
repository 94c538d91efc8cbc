package io.infiniproxy.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.testing.RawHttp;
import io.infiniproxy.testing.RunningProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the admin page, and that nothing else is served. */
class AdminPageTest {
    @TempDir
    static Path folder;

    private static RunningProxy proxy;

    @BeforeAll
    static void start() {
        proxy = RunningProxy.start(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        proxy.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/admin, text/html; charset=utf-8",
        "/admin/, text/html; charset=utf-8",
        "/admin/index.html, text/html; charset=utf-8",
        "/admin/admin.css, text/css; charset=utf-8",
        "/admin/main.js, text/javascript; charset=utf-8",
        "/admin/icon.svg, image/svg+xml"
    })
    void servesItsFiles(String path, String contentType) {
        var file = proxy.call(path).get();

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.body()).isNotBlank();
        assertThat(file.header("Content-Type")).isEqualTo(contentType);
        assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(file.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(file.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(file.header("Content-Security-Policy")).isEqualTo(
                "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'");
        assertThat(proxy.call(path).send("HEAD", "").status()).isEqualTo(200);
        assertThat(proxy.call(path).post("").status()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/admin/../application.properties",
        "/admin/..%2fapplication.properties",
        "/admin/%2e%2e/application.properties",
        "/admin/%2e%2e%2fapplication.properties",
        "/admin/..%5capplication.properties",
        "/admin/%252e%252e%252fapplication.properties",
        "/admin/....//application.properties",
        "/admin//application.properties",
        "/admin/./../../application.properties",
        "/admin/application.properties",
        "/admin/x/../../application.properties",
        "/admin/main.js/../../application.properties",
        "/admin/main.js%00.html",
        "/admin/admin.token",
        "/admin/.hidden.js",
        "/admin/nothing.js",
        "/admin/main.properties",
        "/../application.properties",
        "//application.properties",
        "/application.properties",
        "/routes/admin.camel.yaml",
        "/admin/views",
        "/admin/views/nothing.js",
        "/admin/views/..%2fmain.js",
        "/admin/views/..%2f..%2fapplication.properties",
        "/admin/views/views/main.js",
        "/admin/lib",
        "/admin/lib/uplot",
        "/admin/lib/uplot/uPlot.d.ts",
        "/admin/lib/uplot/nothing.js",
        "/admin/lib/uplot/..%2fpackage.json",
        "/admin/lib/uplot/../package.json",
        "/admin/lib/uplot/..%2f..%2f..%2f..%2f..%2f..%2fapplication.properties",
        "/admin/lib/uplot/..js",
        "/admin/lib/other/uPlot.esm.js"
    })
    void servesNothingElse(String path) throws IOException {
        String answer = RawHttp.send(proxy.url(), "GET " + path + " HTTP/1.1", "Host: localhost");

        assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*").doesNotContain("proxy.port", "restConfiguration");
    }

    @ParameterizedTest
    @CsvSource({
        "uPlot.esm.js, text/javascript; charset=utf-8, export",
        "uPlot.iife.min.js, text/javascript; charset=utf-8, uPlot",
        "uPlot.min.css, text/css; charset=utf-8, .uplot"
    })
    void servesItsChartLibrary(String file, String contentType, String part) {
        var answer = proxy.call("/admin/lib/uplot/" + file + "?1.6.30").get();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains(part);
        assertThat(answer.header("Content-Type")).isEqualTo(contentType);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=604800");
        assertThat(proxy.call("/admin/lib/uplot/" + file).send("HEAD", "").status()).isEqualTo(200);
    }

    @Test
    void servesTheFolderOfTheHomeInstead(@TempDir Path home) throws IOException {
        Files.createDirectory(home.resolve("admin"));
        Files.writeString(home.resolve("admin/own.js"), "own();");
        Files.createDirectory(home.resolve("admin/views"));
        Files.writeString(home.resolve("admin/views/own.js"), "view();");
        Files.writeString(home.resolve("secret.js"), "secret();");
        try (var own = RunningProxy.start(home, Map.of())) {
            assertThat(own.call("/admin/own.js").get().body()).isEqualTo("own();");
            assertThat(own.call("/admin/views/own.js").get().body()).isEqualTo("view();");
            assertThat(own.call("/admin/main.js").get().status()).isEqualTo(404);
            assertThat(RawHttp.send(own.url(), "GET /admin/..%2fsecret.js HTTP/1.1", "Host: localhost"))
                    .doesNotContain("secret()");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1:8000", "127.0.0.2", "[::1]", "[::1]:8000"})
    void answersUnderTheNamesOfThisMachine(String host) throws IOException {
        assertThat(RawHttp.send(proxy.url(), "GET /admin HTTP/1.1", "Host: " + host)).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil.example", "[::2]"})
    void refusesForeignNames(String host) throws IOException {
        for (String line : new String[] {
            "GET /admin HTTP/1.1", "GET /admin/main.js HTTP/1.1", "GET /admin/lib/uplot/uPlot.esm.js HTTP/1.1", "GET /admin/users HTTP/1.1",
            "POST /admin/login HTTP/1.1"
        }) {
            String answer = RawHttp.send(
                    proxy.url(), line, "Host: " + host, "Authorization: Bearer " + RunningProxy.ADMIN_TOKEN);
            assertThat(answer).startsWith("HTTP/1.1 403 ").contains("{\"detail\":", host);
        }
        assertThat(RawHttp.send(proxy.url(), "GET /health HTTP/1.1", "Host: " + host)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void doesNotMindNamesWhereOthersCanReachIt(@TempDir Path dataDir) throws IOException {
        try (var open = RunningProxy.start(dataDir, Map.of("PROXY_HOST", "0.0.0.0"))) {
            assertThat(RawHttp.send(open.url(), "GET /admin HTTP/1.1", "Host: proxy.example")).startsWith("HTTP/1.1 200 ");
        }
    }
}
