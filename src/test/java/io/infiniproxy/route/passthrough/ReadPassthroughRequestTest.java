package io.infiniproxy.route.passthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infiniproxy.backend.LearnedEdits;
import io.infiniproxy.json.InvalidJsonException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReadPassthroughRequestTest {
    private final ReadPassthroughRequest read = new ReadPassthroughRequest(Optional.empty(), true, new LearnedEdits());

    @Test
    void aModelHasANameOfBoundedLength() {
        String longest = "m".repeat(512);
        assertThat(read(longest).model()).isEqualTo(longest);
        assertThatThrownBy(() -> read(longest + "m"))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessage("model: expected a string of at most 512 characters, got a string of 513 characters");
    }

    private PassthroughRequest read(String model) {
        byte[] body = ("{\"model\":\"" + model + "\"}").getBytes(StandardCharsets.UTF_8);
        return read.read(body, "/v1/chat/completions");
    }
}
