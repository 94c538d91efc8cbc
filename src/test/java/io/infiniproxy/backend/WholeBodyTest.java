package io.infiniproxy.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WholeBodyTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1023, 1024, 1025, 2048, 5000, 1_000_000})
    void readsToTheEnd(int bytes) throws IOException {
        byte[] body = new byte[bytes];
        new Random(bytes).nextBytes(body);
        assertThat(WholeBody.read(inPieces(body))).isEqualTo(body);
        byte[] start = Arrays.copyOf(body, bytes / 3);
        assertThat(WholeBody.read(start, inPieces(Arrays.copyOfRange(body, start.length, bytes)))).isEqualTo(body);
    }

    /** As it comes from a network: a read returns what is there. */
    private static InputStream inPieces(byte[] bytes) {
        Random random = new Random(1);
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                assertThat(length).as("a read of nothing would never end").isPositive();
                return super.read(buffer, offset, Math.min(length, random.nextInt(1, 3000)));
            }
        };
    }
}
