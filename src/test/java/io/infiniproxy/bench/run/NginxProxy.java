package io.infiniproxy.bench.run;

import io.infiniproxy.bench.load.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** nginx in front of the mock backend: what it costs to hand bytes on, and nothing else. */
final class NginxProxy {
    private NginxProxy() {}

    /** Returns the program, where it is installed. */
    static Optional<Path> program() {
        return Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx", "/opt/homebrew/bin/nginx")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Target start(Path program, Processes processes, Path folder, int backendPort) throws IOException {
        int port = Processes.freePort();
        Path configuration = folder.resolve("nginx.conf");
        // a body is never written to a file, and no connection is closed for its age: it shall be as fast as it can
        Files.writeString(configuration, """
                daemon off; worker_processes auto; pid %1$s/nginx.pid; error_log stderr error; worker_rlimit_nofile 20000;
                events { worker_connections 18000; }
                http {
                  access_log off; keepalive_requests 100000000; client_max_body_size 0; client_body_buffer_size 4m;
                  client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/f;
                  uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
                  upstream backend { server 127.0.0.1:%2$d; keepalive 512; keepalive_requests 100000000; }
                  server {
                    listen 127.0.0.1:%3$d backlog=4096;
                    location / {
                      proxy_pass http://backend; proxy_http_version 1.1; proxy_set_header Connection "";
                      proxy_buffering off; proxy_read_timeout 300s;
                    }
                  }
                }
                """.formatted(folder, backendPort, port));
        Path log = folder.resolve("nginx.log");
        Process process = processes.start(
                new ProcessBuilder(program.toString(), "-c", configuration.toString(), "-p", folder.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile()));
        Processes.awaitPort(process, port, log);
        return new Target("nginx", port, Api.CHAT, Map.of(), new ProcessCost(process.toHandle()));
    }
}
