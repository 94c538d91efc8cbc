package io.infiniproxy.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** nginx in front of several servers, which takes turns with them. */
public final class Nginx implements AutoCloseable {
    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Returns the program, where it is installed. */
    public static Optional<Path> program() {
        return Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx", "/opt/homebrew/bin/nginx")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts in front of these servers; {@code folder} is empty. */
    public static Nginx start(Path program, Path folder, List<String> servers) throws IOException {
        int port = freePort();
        String upstream = servers.stream()
                .map(server -> "server 127.0.0.1:" + URI.create(server).getPort() + ";")
                .collect(Collectors.joining(" "));
        Path configuration = folder.resolve("nginx.conf");
        Files.writeString(configuration, """
                daemon off; worker_processes 1; pid %1$s/nginx.pid; error_log stderr error;
                events { worker_connections 2048; }
                http {
                  access_log off;
                  client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/f;
                  uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
                  upstream proxies { %2$s }
                  server { listen 127.0.0.1:%3$d; location / { proxy_pass http://proxies; proxy_http_version 1.1; } }
                }
                """.formatted(folder, upstream, port));
        Process process = new ProcessBuilder(program.toString(), "-c", configuration.toString(), "-p", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.log").toFile())
                .start();
        await().until(() -> !process.isAlive() || answers(port));
        if (!process.isAlive()) {
            throw new IOException("nginx ended: " + Files.readString(folder.resolve("nginx.log")));
        }
        return new Nginx(process, port);
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
