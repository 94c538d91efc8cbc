package io.infiniproxy.translate;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Looks, from the golden requests on, for bodies that are neither refused as invalid nor translated, for any profile, into a
 * request that a backend can read.
 */
class RequestFuzzTest {
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
    void translatesAnyBody(byte[] body) throws IOException {
        if (body != null) {
            RequestPropertiesTest.check(body);
        }
    }
}
