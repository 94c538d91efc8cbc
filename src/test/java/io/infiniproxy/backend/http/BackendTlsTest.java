package io.infiniproxy.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.infiniproxy.testing.Client;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.RunningProxy;
import io.infiniproxy.testing.Scripts;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A backend behind TLS with a certificate of a private CA, and behind an HTTP proxy. */
final class BackendTlsTest {
    private static final String BODY = "{\"model\":\"m\"}";
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    private HttpsServer backend;
    private Path certificate;

    @BeforeEach
    void startBackend() throws Exception {
        Path keyStore = folder.resolve("keys.p12");
        certificate = folder.resolve("ca.pem");
        // a name that is not this machine's, so that an HTTP proxy is used for it
        keytool("-genkeypair", "-alias", "backend", "-keyalg", "EC", "-dname", "CN=backend.test", "-ext",
                "san=dns:backend.test,ip:127.0.0.1", "-keystore", keyStore.toString());
        keytool("-exportcert", "-rfc", "-alias", "backend", "-file", certificate.toString(), "-keystore", keyStore.toString());
        backend = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        backend.setHttpsConfigurator(new HttpsConfigurator(context(keyStore)));
        backend.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] answer = "{\"secure\":true}".getBytes();
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        backend.start();
    }

    @AfterEach
    void stopBackend() {
        backend.stop(0);
    }

    @Test
    void aPrivateCaIsBelievedWhenItsFileIsNamed() throws Exception {
        assertThat(post("127.0.0.1", Map.of("BACKEND_CA_FILE", certificate.toString()))).isEqualTo("200 {\"secure\":true}");
        assertThat(post("127.0.0.1", Map.of())).startsWith("502 ").contains("BACKEND_CA_FILE");
    }

    @Test
    void anHttpProxyLeadsToTheBackend() throws Exception {
        try (TunnelProxy tunnel = new TunnelProxy(backend.getAddress().getPort())) {
            Map<String, String> environment =
                    Map.of("BACKEND_CA_FILE", certificate.toString(), "HTTPS_PROXY", "http://127.0.0.1:" + tunnel.port());
            assertThat(post("backend.test", environment)).isEqualTo("200 {\"secure\":true}");
            assertThat(tunnel.requests).containsExactly("CONNECT backend.test:" + backend.getAddress().getPort() + " HTTP/1.1");
            assertThat(post("127.0.0.1", environment)).as("this machine needs no proxy").isEqualTo("200 {\"secure\":true}");
            assertThat(tunnel.requests).hasSize(1);
        }
    }

    /** As the HTTP client does before it uses a connection again. */
    @Test
    void aConnectionIsLookedAtWithoutHarm() throws Exception {
        try (BackendSocket plain = new BackendSocket();
                var connection = new DefaultBHttpClientConnection(Http1Config.DEFAULT)) {
            plain.connect(backend.getAddress());
            connection.bind(BackendTls.context(Optional.of(certificate))
                    .getSocketFactory()
                    .createSocket(plain, "127.0.0.1", backend.getAddress().getPort(), true));
            for (int request = 0; request < 3; request++) {
                connection.sendRequestHeader(new BasicClassicHttpRequest("GET", "/"));
                connection.flush();
                ClassicHttpResponse response = connection.receiveResponseHeader();
                connection.receiveResponseEntity(response);
                assertThat(EntityUtils.toString(response.getEntity())).isEqualTo("{\"secure\":true}");
                assertThat(connection.isStale()).isFalse();
            }
            backend.stop(0);
            await().until(connection::isStale);
        }
    }

    @ParameterizedTest
    @CsvSource({"407, expected a user", "403, with status 403"})
    void aRefusalOfTheHttpProxyIsNotTheBackends(int status, String words) throws Exception {
        try (FakeBackend httpProxy = FakeBackend.start()) {
            httpProxy.answer(Scripts.error(status, "{\"error\":\"the proxy's\"}"));
            Map<String, String> environment = Map.of("HTTPS_PROXY", httpProxy.baseUrl().resolve("/").toString());
            assertThat(post("backend.test", environment))
                    .startsWith("502 ")
                    .contains("The HTTPS_PROXY refuses the connection to the backend", words);
        }
    }

    @Test
    void noProxyNamesHostsAndWhatIsBelowThem() {
        BackendProxy proxy = new BackendProxy(URI.create("http://proxy:3128"), List.of("example.com"));
        assertThat(proxy.isDirect(host("https", "api.example.com"))).isTrue();
        assertThat(proxy.isDirect(host("https", "example.com"))).isTrue();
        assertThat(proxy.isDirect(host("https", "notexample.com"))).isFalse();
        assertThat(proxy.isDirect(host("http", "other.com"))).as("an https proxy is for https").isTrue();
        assertThat(new BackendProxy(URI.create("http://proxy:3128"), List.of("*")).isDirect(host("https", "a.b"))).isTrue();
    }

    private static HttpHost host(String scheme, String name) {
        return new HttpHost(scheme, name, 443);
    }

    private String post(String host, Map<String, String> environment) throws Exception {
        URI url = URI.create("https://" + host + ":" + backend.getAddress().getPort() + "/v1");
        Path dataDir = Files.createTempDirectory(folder, "data");
        try (RunningProxy proxy = RunningProxy.start(dataDir, url, environment)) {
            var response = new Client(proxy, proxy.createKey("alice")).post("/v1/chat/completions", BODY);
            return response.statusCode() + " " + response.body();
        }
    }

    private static SSLContext context(Path keyStore) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", new String(PASSWORD)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
    }

    /** An HTTP proxy that knows CONNECT, and leads every tunnel to one port of this machine. */
    private static final class TunnelProxy implements AutoCloseable {
        final List<String> requests = new CopyOnWriteArrayList<>();
        private final ServerSocket server = new ServerSocket(0);
        private final int target;

        TunnelProxy(int target) throws IOException {
            this.target = target;
            Thread.startVirtualThread(this::acceptAll);
        }

        int port() {
            return server.getLocalPort();
        }

        private void acceptAll() {
            try {
                while (true) {
                    Socket client = server.accept();
                    Thread.startVirtualThread(() -> tunnel(client));
                }
            } catch (IOException e) {
                // closed
            }
        }

        private void tunnel(Socket client) {
            try (client; Socket backend = new Socket("127.0.0.1", target)) {
                requests.add(head(client.getInputStream()).lines().findFirst().orElse(""));
                client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes());
                Thread up = Thread.startVirtualThread(() -> copy(client, backend));
                copy(backend, client);
                up.join();
            } catch (IOException | InterruptedException e) {
                // the tunnel has ended
            }
        }

        private static void copy(Socket from, Socket to) {
            try {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // the tunnel has ended
            }
        }

        private static String head(InputStream in) throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            return head.toString();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
