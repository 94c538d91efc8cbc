package io.infiniproxy.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Backends send members of any type, or null, where they have nothing to say: what stands beside them is read all the same. */
final class OddMembersTest {
    private static final List<String> VALUES = List.of(
            "null", "true", "0", "-1.5e3", "99999999999999999999", "\"\"", "\"text\"", "{}", "[]", "[null]", "[[1],{}]", "{\"a\":[{\"b\":null}]}");

    private static final String ANSWER =
            "{%s\"model\":\"m\",\"choices\":[{%s\"%s\":{%s\"content\":\"hi\",\"tool_calls\":[{%s\"id\":\"c\",\"function\":{%s\"name\":\"f\"}}]},"
                    + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}";

    /** By the place in the answer: the members that are looked for there. */
    private static final List<List<String>> NAMES = List.of(
            List.of("id", "type", "delta", "response", "choices", "usage", "model", "system_fingerprint"),
            List.of("message", "text", "finish_reason", "stop_reason", "usage", "logprobs"),
            List.of(),
            List.of("reasoning_content", "reasoning", "reasoning_details", "refusal", "content", "tool_calls", "function_call", "audio", "role"),
            List.of("index", "id", "function", "extra_content", "type"),
            List.of("name", "arguments", "parameters"));

    static Stream<Arguments> members() {
        return IntStream.range(0, NAMES.size())
                .boxed()
                .flatMap(place -> NAMES.get(place).stream()
                        .flatMap(name -> VALUES.stream().map(value -> Arguments.of(place, "\"" + name + "\":" + value + ","))));
    }

    @ParameterizedTest
    @MethodSource("members")
    void areReadOver(int place, String member) throws JsonProcessingException {
        for (String message : List.of("delta", "message")) {
            byte[] json = answer(place, member, message);
            ChatCompletionChunk chunk = ChatCompletionChunkReader.read(json);
            assertThat(chunk.model()).isEqualTo("m");
            assertThat(chunk.finishReason()).isEqualTo("stop");
            assertThat(chunk.usage().completionTokens()).isEqualTo(2);
            if (message.equals("delta") || !member.startsWith("\"message\"")) {
                assertThat(chunk.content()).isEqualTo("hi");
                boolean isCallOfOld = member.startsWith("\"function_call\":{"); // it goes before
                assertThat(chunk.toolCalls().getLast().name()).isEqualTo(isCallOfOld ? null : "f");
            }

            PassingEvent event = PassingEventReader.readOrNull(json, 0, json.length);
            assertThat(event).isNotNull();
            boolean isResponse = member.startsWith("\"response\":{");
            assertThat(event.model()).isEqualTo(isResponse ? null : "m");
            assertThat(event.isFinished()).isTrue();
        }
    }

    private static byte[] answer(int place, String member, String message) {
        String[] parts = {"", "", message, "", "", ""};
        parts[place] = member;
        return ANSWER.formatted((Object[]) parts).getBytes(StandardCharsets.UTF_8);
    }

    /** However deep a backend puts them: no stack is large enough for a reader of each. */
    @Test
    void responsesInResponsesAreReadOver() {
        byte[] json = ("{\"response\":".repeat(100_000) + "1" + "}".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
        assertThat(PassingEventReader.readOrNull(json, 0, json.length)).isNull();
        byte[] twice = "{\"response\":{\"model\":\"m\",\"response\":{\"model\":\"n\"}}}".getBytes(StandardCharsets.UTF_8);
        assertThat(PassingEventReader.readOrNull(twice, 0, twice.length).model()).isEqualTo("m");
    }
}
