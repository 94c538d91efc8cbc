package io.infiniproxy.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.backend.BodyEdit.Limit;
import io.infiniproxy.backend.BodyEdit.Remove;
import io.infiniproxy.backend.BodyEdit.Rename;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ParameterRefusalTest {
    @Test
    void aParameterThatIsNotSupportedIsRemoved() {
        assertThat(read("{\"error\":{\"message\":\"Unsupported parameter: 'temperature' is not supported with this model.\","
                        + "\"type\":\"invalid_request_error\",\"param\":\"temperature\",\"code\":\"unsupported_parameter\"}}"))
                .contains(new Remove("temperature"));
        assertThat(read("{\"error\":{\"message\":\"Unrecognized request argument supplied: stream_options\"}}"))
                .contains(new Remove("stream_options"));
        assertThat(read("{\"error\":{\"message\":\"property 'parallel_tool_calls' is unsupported\"}}"))
                .contains(new Remove("parallel_tool_calls"));
        assertThat(read("{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"reasoning_effort\"],"
                        + "\"msg\":\"Extra inputs are not permitted\"}]}"))
                .contains(new Remove("reasoning_effort"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', value = {
        "'stop' is not supported with this model ~ stop",
        "`thinking` is not supported ~ thinking",
        "Unsupported parameter: temperature ~ temperature",
        "Unrecognized request argument supplied: reasoning ~ reasoning",
        "The stop parameter is not supported ~ stop",
        "top_p is not supported ~ top_p"
    })
    void aWordIsAParameterWhereItIsMarkedAsOne(String message, String name) {
        assertThat(read("{\"error\":{\"message\":\"" + message + "\"}}")).contains(new Remove(name));
    }

    @Test
    void aTokenLimitUnderAnotherNameIsRenamed() {
        assertThat(read("{\"error\":{\"message\":\"Unsupported parameter: 'max_tokens' is not supported with this model. Use"
                        + " 'max_completion_tokens' instead.\",\"param\":\"max_tokens\"}}"))
                .contains(new Rename("max_tokens", "max_completion_tokens"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "max_tokens is too large: 128000. This model supports at most 8192 completion tokens, whereas you provided 128000.",
        "Invalid max_tokens value, the valid range of max_tokens is [1, 8192]",
        "`max_tokens` must be less than or equal to `8192`, the maximum value for `max_tokens` is less than the `context_window`",
        "Invalid max_tokens value, the valid range of max_tokens is [1, 8192] (request id: 2025061915300299871233nXyz)",
        "max_tokens must be less than or equal to 8192 for Qwen2.5-72B-Instruct",
        "Error code: 400 - max_tokens is too large: 32000, at most 8192",
        "max_tokens is too large: 32000. gpt-4-2024-08-06 supports at most 8192 completion tokens",
        "max_tokens too large: the maximum is 8,192",
        "max_tokens: 32000 > 8192, which is the maximum allowed number of output tokens for claude-3-5-sonnet",
        "The maximum allowed value of max_tokens is 8192, not 32000",
        "max_tokens value 32000 not allowed, it cannot exceed 8192."
    })
    void aTokenLimitThatIsTooLargeIsLimited(String message) {
        assertThat(read("{\"error\":{\"message\":\"" + message + "\"}}")).contains(new Limit("max_tokens", 8192));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "messages is not supported",
        "This model's maximum context length is 8192 tokens. However, you requested 9000 tokens (max_tokens 1000)",
        "temperature must be between 0 and 2",
        "max_tokens must be at least 1, got -512. The maximum depends on the model",
        "max_tokens is too large: 32000",
        "max_tokens must be less than or equal to 8192.5e3",
        "max_tokens: the maximum is 8 for this tier",
        "Image input is not supported by this model. Please stop sending images.",
        "Unsupported content: thinking about the temperature is the reasoning",
        "something else"
    })
    void otherRefusalsAreTheClients(String message) {
        assertThat(read("{\"error\":{\"message\":\"" + message + "\"}}")).isEmpty();
    }

    @Test
    void otherStatusesTeachNothing() {
        byte[] body = "{\"error\":{\"message\":\"temperature is not supported\"}}".getBytes(StandardCharsets.UTF_8);
        assertThat(ParameterRefusal.read(500, body)).isEmpty();
        assertThat(ParameterRefusal.read(401, body)).isEmpty();
    }

    @Test
    void editsLeaveTheOtherBytes() {
        assertThat(edited(new Remove("temperature"))).isEqualTo("{\"model\":\"m\",\"max_tokens\":9000,\"messages\":[]}");
        assertThat(edited(new Rename("max_tokens", "max_completion_tokens")))
                .isEqualTo("{\"max_completion_tokens\":9000,\"model\":\"m\",\"temperature\":1.0,\"messages\":[]}");
        assertThat(edited(new Limit("max_tokens", 8192)))
                .isEqualTo("{\"model\":\"m\",\"temperature\":1.0,\"max_tokens\":8192,\"messages\":[]}");
        assertThat(edited(new Limit("max_tokens", 10_000))).contains("9000");
        assertThat(edited(new Rename("absent", "other"))).doesNotContain("other");
    }

    private static Optional<BodyEdit> read(String body) {
        return ParameterRefusal.read(400, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String edited(BodyEdit edit) {
        String body = "{\"model\":\"m\",\"temperature\":1.0,\"max_tokens\":9000,\"messages\":[]}";
        return new String(edit.apply(body.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
