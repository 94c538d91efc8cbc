package io.infiniproxy.route.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.json.JsonMembers;
import io.infiniproxy.tokens.TokenGuess;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestTextTest {
    private static final String LONG = "Words and \\\"more\\\" 日本 words.\\n".repeat(30);

    @Test
    void textsCountLongAndShort() {
        assertThat(tokens("{'messages':[{'role':'user','content':'" + LONG + "'}],'model':'not counted','tools':[{'name':'get'}]}"))
                .isEqualTo(guess("user") + guess(LONG) + guess("get"));
        assertThat(tokens("{'prompt':['one two','" + LONG + "'],'n':3}")).isEqualTo(guess("one two") + guess(LONG));
    }

    @Test
    void picturesAndFilesAreNoText() {
        String base64 = "iVBORw0KGgo".repeat(100);

        assertThat(tokens("{'messages':[{'content':[{'image_url':{'url':'data:image/png;base64," + base64 + "'}}]}]}")).isZero();
        assertThat(tokens("{'messages':[{'content':[{'image_url':{'url':'data:image/png;base64,iVBO'}}]}]}")).isZero();
    }

    @Test
    void idsAreTokensWhereTheyMayStand() {
        assertThat(tokens("{'prompt':[1,2,3]}")).isEqualTo(3);
        assertThat(tokens("{'input':[[1,2],[3]]}")).isEqualTo(3);
        assertThat(tokens("{'messages':[{'content':'','index':7}]}")).isZero();
    }

    private static long tokens(String json) {
        byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return RequestText.tokens(JsonMembers.of(body).outline(), TokenGuess::of);
    }

    private static long guess(String literal) {
        return TokenGuess.of(literal.replace("\\\"", "\"").replace("\\n", "\n"));
    }
}
