package io.infiniproxy.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside JTokkit, which takes more memory. */
final class BytePairsTest {
    private static final Encoding JTOKKIT = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    private static final BytePairs BYTE_PAIRS = new BytePairs(Vocabulary.read());

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Hello world|2", "antidisestablishmentarianism|6", "你好，世界|3", "'  x'|2"})
    void countsAsOpenAiDoes(String text, long tokens) {
        assertThat(BYTE_PAIRS.count(text)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/main", "src/test/resources", "admin", "docs"})
    void countsFilesAsJTokkitDoes(String folder) throws IOException {
        for (Path file : files(folder)) {
            assertSame(Files.readString(file));
        }
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().matches(".*\\.(java|md|js|json|yaml|css|html|properties|sql)")).toList();
        }
    }

    @Test
    void countsAnyCharactersAsJTokkitDoes() {
        Random random = new Random(1);
        String alphabet = "aaabzAZ019 \t\r\n/'’.,-_(){}\"\\éßǅʰ̈ΩЖ中文字あア한ไท🙂👩‍💻\u0000\u2028\ud83d";
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(60);
            int last = 1 + random.nextInt(alphabet.length());
            for (int j = 0; j < length; j++) {
                text.append(alphabet.charAt(random.nextInt(last)));
            }
            assertSame(text.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "xyq", " ", "\n", "=", "中", "é", "AbC", "🙂"})
    void longWordsAreCountedAsJTokkitDoes(String word) {
        assertSame(word.repeat(3000));
    }

    private static void assertSame(String text) {
        assertThat(BYTE_PAIRS.count(text)).as(text).isEqualTo(JTOKKIT.countTokensOrdinary(text));
    }
}
