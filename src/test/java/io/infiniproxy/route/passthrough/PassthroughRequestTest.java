package io.infiniproxy.route.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.json.JsonMembers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PassthroughRequestTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{} | 4096",
        "{'max_tokens': null} | 4096",
        "{'max_tokens': 1000, 'max_completion_tokens': 10} | 1000",
        "{'max_tokens': 10, 'max_output_tokens': 1000, 'max_completion_tokens': 20} | 1000",
        "{'max_tokens': 1e3, 'n': 2} | 2000",
        "{'max_tokens': 1000, 'n': 2, 'best_of': 20} | 20000",
        "{'max_tokens': 1000, 'best_of': 0} | 1000",
        "{'max_tokens': 1000, 'prompt': 'a'} | 1000",
        "{'max_tokens': 1000, 'prompt': []} | 1000",
        "{'max_tokens': 1000, 'prompt': ['a', 'b', 'c'], 'n': 2} | 6000",
        "{'max_tokens': 1000, 'prompt': [1, 2, 3]} | 1000",
        "{'max_tokens': 1000, 'prompt': [[1, 2], [3]]} | 2000",
        "{'max_tokens': 1e999, 'n': 1e999} | 9223372036854775807"
    })
    void reservesTheMostThatTheAnswersMayHave(String body, long tokens) {
        assertThat(request(body, "/v1/completions").maxOutputTokens()).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'prompt': [1, 2, 3]} | 3",
        "{'prompt': [[1, 2], [3, 4, 5]]} | 5",
        "{'input': [[7], [8]]} | 2",
        "{'input': ['word', 'word']} | 2",
        "{'input': [{'role': 'user', 'content': 'word', 'index': 5}]} | 2",
        "{'max_tokens': 7, 'messages': [{'content': [1, 2]}]} | 0"
    })
    void countsTokenIdsAsInput(String body, long tokens) {
        assertThat(request(body, "/v1/embeddings").inputTokens()).isEqualTo(tokens);
    }

    private static PassthroughRequest request(String body, String path) {
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return new PassthroughRequest(JsonMembers.of(bytes), bytes, bytes, path, "m", false, false);
    }
}
