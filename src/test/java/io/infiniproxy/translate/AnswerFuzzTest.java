package io.infiniproxy.translate;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.infiniproxy.testing.AnswerTranslation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks, from the golden answers on, for answers of a backend that are neither translated nor an error. */
class AnswerFuzzTest {
    static Stream<byte[]> answers() throws IOException {
        return Stream.concat(files("backend.sse"), files("backend.json"));
    }

    /** Whatever it looks like, it may come as a stream, as a whole answer or as a refusal. */
    @MethodSource("answers")
    @FuzzTest(maxDuration = "10m")
    void readsAnyAnswer(byte[] answer) throws IOException {
        if (answer != null) {
            BrokenAnswersTest.check(answer, "text/event-stream");
            BrokenAnswersTest.check(answer, "application/json");
            new AnswerTranslation().refuse(400, answer).body();
        }
    }

    private static Stream<byte[]> files(String name) throws IOException {
        List<byte[]> contents = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/golden"))) {
            for (Path file : files.filter(path -> path.endsWith(name)).sorted().toList()) {
                contents.add(Files.readAllBytes(file));
            }
        }
        return contents.stream();
    }
}
