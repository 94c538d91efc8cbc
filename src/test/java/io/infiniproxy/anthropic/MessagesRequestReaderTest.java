package io.infiniproxy.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infiniproxy.anthropic.ContentBlock.TextBlock;
import io.infiniproxy.anthropic.ContentBlock.UnknownBlock;
import io.infiniproxy.json.InvalidJsonException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesRequestReaderTest {
    private static final String HELLO = "'messages':[{'role':'user','content':'Hello'}]";
    private static final String REQUIRED = "'model':'m','max_tokens':10," + HELLO;

    /** Newer clients send more: nothing of it is a 400. */
    @ParameterizedTest
    @ValueSource(strings = {
        "'a_new_field':{'of':['any','shape']}",
        "'thinking':{'type':'sometimes','budget_tokens':'lots'}",
        "'thinking':{'type':['enabled'],'budget_tokens':-1.5}",
        "'thinking':'adaptive'",
        "'thinking':null",
        "'top_k':-1",
        "'top_k':'many'",
        "'metadata':'me'",
        "'metadata':{'user_id':7}",
        "'output_config':{'effort':['high'],'format':'x'}",
        "'output_config':{'format':{'type':'json_schema','schema':'x'}}",
        "'context_management':{'edits':[{'type':'clear_tool_uses_20250919'}]}",
        "'service_tier':7",
        "'system':[{'type':'new_block','about':'x'}]",
        "'tools':[{'type':'mcp_toolset','mcp_server_name':'x'}]",
        "'tools':[{'name':'','input_schema':{}}]",
        "'tools':[{'type':'web_search_20260318','name':'web_search'}]",
        "'tools':[{'name':'x','description':7,'strict':'maybe'}]",
        "'stop_sequences':null,'tools':null,'tool_choice':null,'system':null,'stream':null,'temperature':null"
    })
    void whatIsNotActedOnIsNeverRefused(String field) {
        assertThat(read("{" + field + "," + REQUIRED + "}").model()).isEqualTo("m");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', value = {
        "'max_tokens':10," + HELLO + "                       ~ model: expected a string that is not empty, got nothing",
        "'model':7,'max_tokens':10," + HELLO + "             ~ model: expected a string, got 7",
        "'model':'m'," + HELLO + "                           ~ max_tokens: expected an integer >= 0, got nothing",
        "'model':'m','max_tokens':'ten'," + HELLO + "        ~ max_tokens: expected an integer >= 0, got \"ten\"",
        "'model':'m','max_tokens':-1," + HELLO + "           ~ max_tokens: expected an integer >= 0, got -1",
        "'model':'m','max_tokens':10                         ~ messages: expected an array of at least one message, got nothing",
        "'model':'m','max_tokens':10,'messages':[]           ~ messages: expected an array of at least one message, got an empty array",
        "'model':'m','max_tokens':10,'messages':['Hello']    ~ messages.0: expected an object, got \"Hello\"",
        "'model':'m','max_tokens':10,'messages':[{'role':'tool'}] ~ messages.0.role: expected \"user\", \"assistant\" or \"system\", got \"tool\"",
        "'model':'m','max_tokens':10,'messages':[{'role':'user','content':7}] ~ messages.0.content: expected a string or an array of content blocks, got 7",
        "'model':'m','max_tokens':10,'messages':[{'role':'user','content':[{}]}] ~ messages.0.content.0.type: expected a string that is not empty, got nothing",
        "'tools':[{'input_schema':{}}]," + REQUIRED + "      ~ tools.0.name: expected a string that is not empty, got nothing",
        "'tool_choice':{'type':'some'}," + REQUIRED + "      ~ tool_choice.type: expected \"auto\", \"any\", \"tool\" or \"none\", got \"some\"",
        "'tool_choice':{'type':'tool'}," + REQUIRED + "      ~ tool_choice.name: expected a string that is not empty, got nothing",
        "'stream':'yes'," + REQUIRED + "                     ~ stream: expected true or false, got \"yes\""
    })
    void whatIsActedOnIsRefusedByItsName(String fields, String message) {
        assertThatThrownBy(() -> read("{" + fields + "}")).isInstanceOf(InvalidJsonException.class).hasMessage(message);
    }

    @Test
    void aModelHasANameOfBoundedLength() {
        String longest = "m".repeat(512);
        assertThat(read("{'model':'" + longest + "','max_tokens':1," + HELLO + "}").model()).isEqualTo(longest);
        assertThatThrownBy(() -> read("{'model':'" + longest + "m','max_tokens':1," + HELLO + "}"))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessage("model: expected a string of at most 512 characters, got a string of 513 characters");
    }

    @Test
    void zeroTokensAreTakenForTheyWarmACache() {
        assertThat(read("{'model':'m','max_tokens':0," + HELLO + "}").maxTokens()).isZero();
    }

    @Test
    void blocksOfATypeThatIsNotKnownAreKept() {
        MessagesRequest request = read("{'model':'m','max_tokens':1,'messages':[{'role':'user','content':"
                + "[{'type':'hologram','text':'A figure','data':{}},{'type':'aura'},'plain']}]}");

        assertThat(request.messages().getFirst().content())
                .containsExactly(new UnknownBlock("hologram", "A figure"), new UnknownBlock("aura", null), new TextBlock("plain"));
    }

    @Test
    void aWholeNumberMayBeWrittenInAnyWay() {
        assertThat(MessagesRequestReader.read(bytes("{'model':'m','max_tokens':100.0," + HELLO + "}")).maxTokens()).isEqualTo(100);
        assertThat(MessagesRequestReader.read(bytes("{'model':'m','max_tokens':1e2," + HELLO + "}")).maxTokens()).isEqualTo(100);
    }

    @Test
    void toCountMaxTokensAreNotLookedAt() {
        assertThat(MessagesRequestReader.readToCount(bytes("{'model':'m'," + HELLO + "}")).maxTokens()).isNull();
        assertThat(MessagesRequestReader.readToCount(bytes("{'model':'m','max_tokens':'x'," + HELLO + "}")).maxTokens()).isNull();
    }

    private static MessagesRequest read(String json) {
        return MessagesRequestReader.read(bytes(json));
    }

    /** Apostrophes stand for quotation marks. */
    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
