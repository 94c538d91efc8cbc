package io.infiniproxy.anthropic;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.infiniproxy.json.InvalidJsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks, from the golden requests on, for bodies that are neither read nor refused as invalid. */
class MessagesRequestFuzzTest {
    static Stream<byte[]> requests() throws IOException {
        List<byte[]> contents = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/golden"))) {
            for (Path file : files.filter(path -> path.endsWith("messages-request.json")).sorted().toList()) {
                contents.add(Files.readAllBytes(file));
            }
        }
        return contents.stream();
    }

    @MethodSource("requests")
    @FuzzTest(maxDuration = "10m")
    void readsAnyBody(byte[] body) {
        if (body == null) {
            return;
        }
        try {
            MessagesRequestReader.read(body);
        } catch (InvalidJsonException e) {
            // it has been refused
        }
    }
}
