package io.infiniproxy.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoModelTest {
    private static final String TOOLS = """
            'tools': [
              {'type': 'function', 'function': {'name': 'Write', 'parameters': {'type': 'object',
                'properties': {'file_path': {'type': 'string'}, 'content': {'type': 'string'}},
                'required': ['file_path', 'content']}}},
              {'type': 'function', 'function': {'name': 'Read', 'parameters': {'type': 'object',
                'properties': {'limit': {'type': 'integer'}, 'file_path': {'type': 'string'}},
                'required': ['file_path']}}},
              {'type': 'function', 'function': {'name': 'get_weather', 'parameters': {'type': 'object',
                'properties': {'city': {'type': 'string'}, 'days': {'type': 'integer', 'minimum': 2}},
                'required': ['city', 'days']}}}]
            """;

    private final DemoModel model = new DemoModel();

    @Test
    void saysWhatItIsAndWhatTheUserSaid() {
        var answer = answer("{'messages': [{'role': 'user', 'content': 'Hi there'}]}");

        assertThat(answer.content())
                .contains("infiniproxy's demo backend", "no real model", "OPENAI_BASE_URL", "OPENAI_API_KEY")
                .contains("You said: \"Hi there\"");
        assertThat(answer.finishReason()).isEqualTo("stop");
        assertThat(answer.usage().promptTokens()).isPositive();
        assertThat(answer.usage().completionTokens()).isEqualTo(TokenCount.of(answer.content()));
    }

    @Test
    void quotesOnlyWhatTheUserWrote() {
        var answer = answer("""
                {'messages': [{'role': 'user', 'content': [
                  {'type': 'text', 'text': '<system-reminder>see notes.txt</system-reminder>'},
                  {'type': 'text', 'text': 'Hello'}]}], %s}""".formatted(TOOLS));

        assertThat(answer.content()).contains("You said: \"Hello\"").doesNotContain("notes");
    }

    @Test
    void cutsLongQuotes() {
        var answer = answer("{'messages': [{'role': 'user', 'content': '%s'}]}".formatted("x".repeat(300)));

        assertThat(answer.content()).contains("x".repeat(200) + "…").doesNotContain("x".repeat(201));
    }

    @Test
    void readsTheFileTheUserNames() {
        assertThat(asked("Read /tmp/hello.txt", "").toolCalls())
                .containsExactly(new ToolCall("Read", "{\"file_path\":\"/tmp/hello.txt\"}"));
    }

    @Test
    void readsTwoFilesInParallel() {
        assertThat(asked("Compare a.txt with b.txt", "").toolCalls())
                .extracting(ToolCall::arguments)
                .containsExactly("{\"file_path\":\"a.txt\"}", "{\"file_path\":\"b.txt\"}");
        assertThat(asked("Compare a.txt with b.txt", "'parallel_tool_calls': false").toolCalls())
                .hasSize(1);
    }

    @Test
    void callsNoToolWhenNoFileIsNamedOrToolChoiceIsNone() {
        assertThat(asked("Hello", "").finishReason()).isEqualTo("stop");
        assertThat(asked("Read a.txt", "'tool_choice': 'none'").toolCalls()).isEmpty();
    }

    @Test
    void writesNoFileUnlessDemanded() {
        var request = """
                {'messages': [{'role': 'user', 'content': 'Write a.txt'}], 'tool_choice': '%s',
                 'tools': [{'type': 'function', 'function': {'name': 'write_file',
                   'parameters': {'type': 'object', 'properties': {'path': {'type': 'string'}}}}}]}""";

        assertThat(answer(request.formatted("auto")).toolCalls()).isEmpty();
        assertThat(answer(request.formatted("required")).toolCalls())
                .containsExactly(new ToolCall("write_file", "{\"path\":\"a.txt\"}"));
    }

    @Test
    void callsTheToolThatIsDemanded() {
        var named = "'tool_choice': {'type': 'function', 'function': {'name': 'get_weather'}}";

        assertThat(asked("Hello", named).toolCalls())
                .containsExactly(new ToolCall("get_weather", "{\"city\":\"demo\",\"days\":2}"));
        assertThat(asked("Hello", "'tool_choice': 'required'").toolCalls())
                .extracting(ToolCall::name)
                .containsExactly("Write");
        assertThat(asked("Read a.txt", "'tool_choice': 'required'").toolCalls())
                .extracting(ToolCall::name)
                .containsExactly("Read");
    }

    @Test
    void rejectsADemandForAToolThatIsNotThere() {
        var named = "'tool_choice': {'type': 'function', 'function': {'name': 'nope'}}";

        assertThatThrownBy(() -> asked("Hello", named)).hasMessageContaining("tool_choice").hasMessageContaining("nope");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", {'role': 'user', 'content': '<system-reminder>todo</system-reminder>'}"})
    void quotesToolResults(String after) {
        var answer = answer("""
                {'messages': [{'role': 'user', 'content': 'Read a.txt and b.txt'},
                  {'role': 'assistant', 'content': null, 'tool_calls': []},
                  {'role': 'tool', 'tool_call_id': 'call_1', 'content': 'first file'},
                  {'role': 'tool', 'tool_call_id': 'call_2', 'content': [{'type': 'text', 'text': 'second file'}]}
                  %s], %s}""".formatted(after, TOOLS));

        assertThat(answer.content()).contains("first file", "second file", "demo backend");
    }

    @Test
    void endsAtStopSequencesAndAtMaxTokens() {
        assertThat(asked("Hello", "'stop': [' demo', 'never']").content()).isEqualTo("This is infiniproxy's");
        assertThat(asked("Hello", "'stop': ' demo'").finishReason()).isEqualTo("stop");

        var cut = asked("Hello", "'max_tokens': 5");
        assertThat(cut.finishReason()).isEqualTo("length");
        assertThat(cut.usage().completionTokens()).isBetween(1, 5);
        assertThat(asked("Hello", "'max_completion_tokens': 1").content()).isEqualTo("This");
    }

    @Test
    void rejectsWhatItCannotAnswer() {
        assertThatThrownBy(() -> answer("{}")).hasMessage("messages: expected a non-empty array, got nothing");
        assertThatThrownBy(() -> asked("Hello", "'max_tokens': 0"))
                .hasMessage("max_tokens: expected an integer >= 1, got 0");
    }

    @Test
    void answersInTheJsonThatIsAskedFor() {
        var schema = """
                'response_format': {'type': 'json_schema', 'json_schema': {'name': 'x', 'schema': {'type': 'object',
                  'properties': {'title': {'type': 'string'}, 'n': {'type': ['null', 'integer']},
                    'kind': {'enum': ['a', 'b']}, 'tags': {'type': 'array', 'items': {'type': 'boolean'}, 'minItems': 1},
                    'child': {'anyOf': [{'$ref': '#/$defs/node'}, {'type': 'null'}]}, 'extra': {'type': 'string'}},
                  'required': ['title', 'n', 'kind', 'tags', 'child'],
                  '$defs': {'node': {'type': 'object', 'required': ['next'],
                    'properties': {'next': {'anyOf': [{'$ref': '#/$defs/node'}, {'type': 'null'}]}}}}}}}""";

        assertThat(asked("Hello", schema).content()).isEqualTo(
                "{\"title\":\"demo\",\"n\":1,\"kind\":\"a\",\"tags\":[true],\"child\":{\"next\":null}}");
        assertThat(asked("Hello", "'response_format': {'type': 'json_object'}").content()).startsWith("{\"answer\":");
    }

    @Test
    void countsTokensRoughly() {
        assertThat(TokenCount.of("12345678")).isEqualTo(2);
        assertThat(TokenCount.of("你好 hi")).isEqualTo(3);
    }

    private DemoAnswer asked(String userText, String more) {
        return answer("{'messages': [{'role': 'user', 'content': '%s'}], %s%s}"
                .formatted(userText, TOOLS, more.isEmpty() ? "" : "," + more));
    }

    private DemoAnswer answer(String request) {
        return model.answer(json(request));
    }

    private static JsonNode json(String singleQuoted) {
        try {
            return Json.MAPPER.readTree(singleQuoted.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
