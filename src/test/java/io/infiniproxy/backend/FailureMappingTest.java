package io.infiniproxy.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.anthropic.ApiError;
import io.infiniproxy.openai.ChatCompletionChunk.BackendError;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureMappingTest {
    @ParameterizedTest
    @CsvSource({
        "400, 400, invalid_request_error",
        "402, 402, billing_error",
        "403, 403, permission_error",
        "404, 404, not_found_error",
        "405, 405, invalid_request_error",
        "408, 504, timeout_error",
        "409, 409, conflict_error",
        "413, 413, request_too_large",
        "415, 400, invalid_request_error",
        "422, 400, invalid_request_error",
        "429, 429, rate_limit_error",
        "500, 500, api_error",
        "502, 502, api_error",
        "503, 529, overloaded_error",
        "504, 504, timeout_error",
        "529, 529, overloaded_error",
        "302, 502, api_error"
    })
    void everyStatusHasItsType(int status, int expected, String type) {
        assertThat(FailureMapping.ofStatus(status, error("messages.0: thinking is not supported")))
                .isEqualTo(new ApiError(expected, type, "messages.0: thinking is not supported"));
    }

    /** The client's own key is good: told 401, Claude Code asks its user to log in. */
    @Test
    void aKeyThatTheBackendRefusesIsNotTheClients() {
        ApiError error = FailureMapping.ofStatus(401, error("Incorrect API key"));

        assertThat(error).isEqualTo(new ApiError(
                502, "api_error", "The backend refuses the proxy's key (OPENAI_API_KEY): Incorrect API key"));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "null", value = {
        "429, null, insufficient_quota, You exceeded your quota,        402, billing_error",
        "429, insufficient_quota, null, You exceeded your quota,        402, billing_error",
        "429, null, null, 'Too many tokens, please wait before trying', 429, rate_limit_error",
        "400, null, model_not_found, No such model,                     404, not_found_error",
        "400, invalid_request_error, invalid_request_error, Model Not Exist, 404, not_found_error",
        "500, overloaded_error, null, Busy,                             529, overloaded_error",
        "500, null, null, The server is overloaded,                     529, overloaded_error",
        "400, null, null, operator is overloaded,                       400, invalid_request_error"
    })
    void theCodeSaysMoreThanTheStatus(int status, String type, String code, String message, int expected, String expectedType) {
        assertThat(FailureMapping.ofStatus(status, new BackendError(message, type, code)))
                .isEqualTo(new ApiError(expected, expectedType, message));
    }

    /** Claude Code compacts on "prompt is too long", and reads both numbers. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens. ~ prompt is too long: 9001 tokens > 8192 maximum",
        "This model's maximum context length is 131072 tokens. However, you requested 145000 tokens (140000 in the messages, 5000 in the completion). ~ prompt is too long: 140000 tokens > 131072 maximum",
        "You passed 9000 input tokens and requested 100 output tokens. However, the model's context length is only 8192 tokens, resulting in a maximum input length of 8092 tokens; maximum context length exceeded ~ prompt is too long: 9000 tokens > 8192 maximum",
        "request (10234 tokens) exceeds the available context size (8192 tokens), try increasing it ~ prompt is too long: 10234 tokens > 8192 maximum",
        "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576). ~ prompt is too long: 1200000 tokens > 1048576 maximum",
        "Input is too long: 1,300,000 tokens, context window is 1,000,000 ~ prompt is too long: 1300000 tokens > 1000000 maximum",
        "Your request exceeded model token limit: 262144 (requested: 300000) ~ prompt is too long: 300000 tokens > 262144 maximum",
        "Prompt exceeds max length ~ prompt is too long",
        "Range of input length should be [1, 129024] ~ prompt is too long",
        "This model's maximum prompt length is 131072 but the request contains 140000 tokens. ~ prompt is too long: 140000 tokens > 131072 maximum",
        "The input (9000 tokens) is longer than the model's context length (8192 tokens). ~ prompt is too long: 9000 tokens > 8192 maximum",
        "Input length (160062 tokens) exceeds the maximum allowed length (59862 tokens). ~ prompt is too long: 160062 tokens > 59862 maximum",
        "Requested token count exceeds the model's maximum context length of 8192 tokens. You requested a total of 9100 tokens: 9000 tokens from the input messages and 100 tokens for the completion. ~ prompt is too long: 9000 tokens > 8192 maximum",
        "`inputs` must have less than 4095 tokens. Given: 5000 ~ prompt is too long: 5000 tokens > 4095 maximum",
        "Trying to keep the first 9000 tokens when context the overflows. However, the model is loaded with context length of only 8192 tokens, which is not enough. ~ prompt is too long: 9000 tokens > 8192 maximum",
        "number of input tokens (204703) has exceeded max_prompt_tokens (202752) limit. ~ prompt is too long: 204703 tokens > 202752 maximum",
        "Input tokens exceed the configured limit of 272000 tokens. Your messages resulted in 300000 tokens. ~ prompt is too long: 300000 tokens > 272000 maximum",
        "Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length ~ prompt is too long: 40000 tokens > 32768 maximum",
        "prompt token count of 130000 exceeds the limit of 128000 ~ prompt is too long: 130000 tokens > 128000 maximum",
        "the request exceeds the available context size (n_prompt_tokens: 14429, n_ctx: 8192) ~ prompt is too long: 14429 tokens > 8192 maximum",
        "Your input exceeds the context window of this model. ~ prompt is too long",
        "Your input exceeds the context window of this model (gpt-4-0613, error 400 at 2026-08-01) ~ prompt is too long",
        "Too many tokens in 2 messages ~ prompt is too long"
    })
    void aContextThatIsTooLongIsSaidSo(String message, String expected) {
        assertThat(FailureMapping.ofStatus(400, error(message)))
                .isEqualTo(new ApiError(400, "invalid_request_error", expected + " (" + message + ")"));
    }

    /** Claude Code then asks for a shorter answer. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "This model's maximum context length is 8192 tokens. However, you requested 9000 tokens (1000 in the messages, 8000 in the completion). ~ 1000 + 8000 > 8192",
        "This model's maximum context length is 8192 tokens. However, you requested 9000 tokens (1000 in the messages, 500 in the functions, and 7500 in the completion). ~ 1500 + 7500 > 8192",
        "'max_tokens' or 'max_completion_tokens' is too large: 8000. This model's maximum context length is 8192 tokens and your request has 1000 input tokens (8000 > 8192 - 1000). ~ 1000 + 8000 > 8192",
        "Requested token count exceeds the model's maximum context length of 8192 tokens. You requested a total of 8500 tokens: 8000 tokens from the input messages and 500 tokens for the completion. ~ 8000 + 500 > 8192",
        "`inputs` tokens + `max_new_tokens` must be <= 4096. Given: 4090 `inputs` tokens and 100 `max_new_tokens` ~ 4090 + 100 > 4096",
        "This model's maximum context length is 262144 tokens. However, you requested 128000 output tokens and your prompt contains at least 134145 input tokens, for a total of at least 262145 tokens. ~ 134145 + 128000 > 262144"
    })
    void anAnswerThatWouldBeTooLongIsSaidSo(String message, String numbers) {
        assertThat(FailureMapping.ofStatus(400, error(message)).message())
                .isEqualTo("input length and `max_tokens` exceed context limit: " + numbers
                        + ", decrease input length or `max_tokens` and try again (" + message + ")");
    }

    @Test
    void wordsThatClaudeCodeKnowsStayAsTheyAre() {
        String message = "prompt is too long: 210000 tokens > 200000 maximum";

        assertThat(FailureMapping.ofStatus(400, error(message)).message()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({"context_length_exceeded, null", "1261, null", "500, exceed_context_size_error"})
    void theCodeAloneSaysThatTheContextIsTooLong(String code, String type) {
        ApiError error = FailureMapping.ofStatus(400, new BackendError("No", type, code));

        assertThat(error.message()).isEqualTo("prompt is too long (No)");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "null", value = {
        "null, 429, Slow down, 429, rate_limit_error",
        "rate_limit_error, null, Slow down, 429, rate_limit_error",
        "RESOURCE_EXHAUSTED, 503, Busy, 529, overloaded_error",
        "overloaded_error, null, Busy, 529, overloaded_error",
        "invalid_request_error, null, No, 400, invalid_request_error",
        "invalid_request_error, model_not_found, No, 404, not_found_error",
        "server_error, null, Broken, 502, api_error"
    })
    void anErrorInsideOfAnAnswerHasItsType(String type, String code, String message, int status, String expected) {
        assertThat(FailureMapping.ofError(new BackendError(message, type, code)))
                .isEqualTo(new ApiError(status, expected, message));
    }

    @Test
    void aCallWithoutAnAnswerHasItsType() {
        assertThat(FailureMapping.ofCause(new SocketTimeoutException("Read timed out")))
                .isEqualTo(new ApiError(504, "timeout_error", "The backend was silent for too long (TIMEOUT)"));
        assertThat(FailureMapping.ofCause(new ConnectException("Connection refused")))
                .isEqualTo(new ApiError(502, "api_error", "The backend cannot be reached, or broke off: Connection refused"));
        assertThat(FailureMapping.ofCause(new EOFException()).message()).endsWith("broke off: EOFException");
        IOException tls = new SSLHandshakeException("PKIX path building failed");
        assertThat(FailureMapping.ofCause(tls).message()).contains("PKIX path building failed").contains("BACKEND_CA_FILE");
        IOException name = new SSLPeerUnverifiedException("Certificate for <a> doesn't match any of the subject alternative names");
        assertThat(FailureMapping.ofCause(name).message()).doesNotContain("BACKEND_CA_FILE");
        IOException plain = new SSLException("Unsupported or unrecognized SSL message");
        assertThat(FailureMapping.ofCause(plain).message()).contains("http://").doesNotContain("BACKEND_CA_FILE");
    }

    private static BackendError error(String message) {
        return new BackendError(message, null, null);
    }
}
