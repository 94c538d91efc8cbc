package io.infiniproxy.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** A client that shows what is on the wire. */
public final class Client {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final RunningProxy proxy;
    private final String key;

    public Client(RunningProxy proxy, String key) {
        this.proxy = proxy;
        this.key = key;
    }

    /** Posts JSON and waits for the whole answer. */
    public HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return HTTP.send(request(path, json), BodyHandlers.ofString());
    }

    /** Posts JSON and returns when the head of the answer has come. */
    public Answer open(String path, String json) throws IOException, InterruptedException {
        return new Answer(HTTP.send(request(path, json), BodyHandlers.ofInputStream()));
    }

    private HttpRequest request(String path, String json) {
        return HttpRequest.newBuilder(proxy.url(path))
                .header("x-api-key", key)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
    }

    /** Posts JSON on a connection that the test reads, or does not read, by itself. */
    public Socket openSocket(String path, String json) throws IOException {
        URI url = proxy.url();
        Socket socket = new Socket("127.0.0.1", url.getPort());
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        OutputStream out = socket.getOutputStream();
        out.write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nx-api-key: " + key + "\r\nContent-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
        return socket;
    }

    /** An answer that is read line by line, as it comes. */
    public static final class Answer implements AutoCloseable {
        private final HttpResponse<InputStream> response;
        private final BufferedReader lines;

        private Answer(HttpResponse<InputStream> response) {
            this.response = response;
            this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        }

        public HttpResponse<InputStream> response() {
            return response;
        }

        /** Reads until a line contains {@code part}, and returns that line; null when the answer ends before. */
        public String readUntil(String part) {
            try {
                String line = lines.readLine();
                while (line != null && !line.contains(part)) {
                    line = lines.readLine();
                }
                return line;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Returns all that is left. */
        public String rest() {
            try {
                StringBuilder rest = new StringBuilder();
                for (int c = lines.read(); c >= 0; c = lines.read()) {
                    rest.append((char) c);
                }
                return rest.toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Hangs up. */
        @Override
        public void close() throws IOException {
            response.body().close();
        }
    }
}
