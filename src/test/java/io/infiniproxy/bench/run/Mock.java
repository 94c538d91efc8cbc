package io.infiniproxy.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.infiniproxy.bench.mock.MockBackend;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The mock backend, running. */
record Mock(int port) {
    static Mock start(Processes processes, Path folder) throws IOException {
        Process process = processes.startJava(MockBackend.class, folder.resolve("mock.log"));
        String line = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII)).readLine();
        if (line == null) {
            throw new IOException("expected the mock backend's port, got its end; see " + folder.resolve("mock.log"));
        }
        return new Mock(Integer.parseInt(line));
    }

    /** Returns what it has counted. */
    JsonNode ledger() throws IOException {
        return new ObjectMapper().readTree(URI.create("http://127.0.0.1:" + port + "/bench").toURL());
    }
}
