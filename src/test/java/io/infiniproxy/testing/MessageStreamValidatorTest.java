package io.infiniproxy.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every rule is broken once: a validator that lets everything pass proves nothing. */
class MessageStreamValidatorTest {
    private static final String USAGE =
            "'usage':{'input_tokens':1,'cache_creation_input_tokens':0,'cache_read_input_tokens':0,'output_tokens':1}";
    private static final String START = "{'type':'message_start','message':{'id':'msg_1','type':'message','role':'assistant',"
            + "'model':'m','content':[],'stop_reason':null,'stop_sequence':null," + USAGE + "}}";
    private static final String THINKING = "{'type':'content_block_start','index':0,'content_block':{'type':'thinking',"
            + "'thinking':'','signature':''}}|{'type':'content_block_delta','index':0,'delta':{'type':'thinking_delta',"
            + "'thinking':'Hm'}}|{'type':'content_block_delta','index':0,'delta':{'type':'signature_delta','signature':'s'}}"
            + "|{'type':'content_block_stop','index':0}";
    private static final String TEXT = "{'type':'content_block_start','index':1,'content_block':{'type':'text','text':''}}"
            + "|{'type':'content_block_delta','index':1,'delta':{'type':'text_delta','text':'Hello'}}"
            + "|{'type':'content_block_stop','index':1}";
    private static final String TOOL = "{'type':'content_block_start','index':2,'content_block':{'type':'tool_use','id':'toolu_1',"
            + "'name':'Read','input':{}}}|{'type':'content_block_delta','index':2,'delta':{'type':'input_json_delta',"
            + "'partial_json':'{}'}}|{'type':'content_block_stop','index':2}";
    private static final String END = "{'type':'message_delta','delta':{'stop_reason':'tool_use','stop_sequence':null}," + USAGE
            + "}|{'type':'message_stop'}";
    private static final String VALID = String.join("|", START, THINKING, TEXT, TOOL, END);

    @Test
    void letsAWholeStreamPass() {
        MessageStreamValidator.validate(stream(VALID));
    }

    /** Claude's own thinking comes so where its display is omitted. */
    @Test
    void letsThinkingWithoutTextPass() {
        MessageStreamValidator.validate(stream(VALID.replace(
                "{'type':'content_block_delta','index':0,'delta':{'type':'thinking_delta','thinking':'Hm'}}|", "")));
    }

    @Test
    void letsAnErrorEndTheStreamAnywhere() {
        MessageStreamValidator.validate(
                stream(START + "|{'type':'error','error':{'type':'overloaded_error','message':'Busy'}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '"', value = {
        "{'type':'message_stop'}                                  ~ {'type':'ping'}         ~ ends without message_stop",
        "{'type':'content_block_stop','index':1}|                 ~ \"\"                      ~ when the stream is IN_BLOCK",
        "'index':1                                                ~ 'index':0               ~ expected the index 1",
        "'type':'text_delta','text'                               ~ 'type':'thinking_delta','thinking' ~ in a block of text",
        "{'type':'content_block_delta','index':0,'delta':{'type':'signature_delta','signature':'s'}}| ~ \"\" ~ without a signature",
        "{'type':'content_block_delta','index':1,'delta':{'type':'text_delta','text':'Hello'}}| ~ \"\" ~ without a delta",
        "'partial_json':'{}'                                      ~ 'partial_json':'[]'     ~ is no object",
        "'stop_reason':'tool_use'                                 ~ 'stop_reason':'end_turn' ~ end_turn with a call",
        "'output_tokens':1                                        ~ 'output_tokens':null    ~ usage.output_tokens",
        "{'type':'message_stop'}                                  ~ {'type':'message_stop'}|{'type':'ping'} ~ after message_stop",
        "{'type':'message_stop'}                                  ~ {'type':'stop'}         ~ unknown event",
        "'input':{}                                               ~ 'input':''              ~ input is not {}",
    })
    void refuses(String part, String replacement, String problem) {
        String broken = VALID.replace(part, replacement);

        assertThatThrownBy(() -> MessageStreamValidator.validate(stream(broken)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(problem);
    }

    @Test
    void refusesDone() {
        byte[] stream = (new String(stream(VALID), StandardCharsets.UTF_8) + "data: [DONE]\n\n").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> MessageStreamValidator.validate(stream)).isInstanceOf(AssertionError.class);
    }

    @Test
    void refusesASecondStart() {
        assertThatThrownBy(() -> MessageStreamValidator.validate(stream(START + "|" + VALID)))
                .hasMessageContaining("message_start when the stream is BETWEEN_BLOCKS");
    }

    /** Events between bars, with apostrophes for quotation marks. */
    private static byte[] stream(String events) {
        StringBuilder stream = new StringBuilder();
        for (String event : events.split(Pattern.quote("|"))) {
            String type = event.replaceFirst("^\\{'type':'(\\w+)'.*", "$1");
            stream.append("event: ").append(type).append("\ndata: ").append(event.replace('\'', '"')).append("\n\n");
        }
        return stream.toString().getBytes(StandardCharsets.UTF_8);
    }
}
