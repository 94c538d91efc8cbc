package io.infiniproxy.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.openai.ChatCompletionChunk.BackendError;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackendErrorReaderTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', quoteCharacter = '`', nullValues = "null", value = {
        "OpenAI     ~ {'error':{'message':'No','type':'invalid_request_error','param':null,'code':'model_not_found'}} ~ No ~ invalid_request_error ~ model_not_found",
        "OpenRouter ~ {'error':{'message':'No','code':429,'metadata':{}}} ~ No ~ null ~ 429",
        "OpenRouter's provider ~ {'error':{'message':'Provider returned error','code':400,'metadata':{'raw':'{\\'error\\':{\\'message\\':\\'prompt is too long\\',\\'code\\':null}}','provider_name':'DeepInfra'}}} ~ Provider returned error (DeepInfra: prompt is too long) ~ null ~ 400",
        "OpenRouter's provider in words ~ {'error':{'message':'Provider returned error','code':429,'metadata':{'raw':'busy, retry shortly'}}} ~ Provider returned error (busy, retry shortly) ~ null ~ 429",
        "llama.cpp  ~ {'error':{'code':400,'message':'too long','type':'exceed_context_size_error','n_prompt_tokens':1407,'n_ctx':256}} ~ too long (n_prompt_tokens: 1407, n_ctx: 256) ~ exceed_context_size_error ~ 400",
        "Ollama     ~ {'error':'model not found'} ~ model not found ~ null ~ null",
        "Google     ~ [{'error':{'code':400,'message':'No','status':'INVALID_ARGUMENT'}}] ~ No ~ INVALID_ARGUMENT ~ 400",
        "vLLM       ~ {'object':'error','message':'No','type':'BadRequestError','param':null,'code':400} ~ No ~ BadRequestError ~ 400",
        "FastAPI    ~ {'detail':'Not Found'} ~ Not Found ~ null ~ null",
        "FastAPI's validation ~ {'detail':[{'loc':['body'],'msg':'field required'}]} ~ [{\"loc\":[\"body\"],\"msg\":\"field required\"}] ~ null ~ null",
        "a message  ~ {'message':'No'} ~ No ~ null ~ null",
        "a message that is an object ~ {'error':{'message':{'a':1}}} ~ {\"a\":1} ~ null ~ null",
        "no message ~ {'error':{'type':'server_error'}} ~ {\"type\":\"server_error\"} ~ server_error ~ null",
        "Anthropic  ~ {'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}} ~ Overloaded ~ overloaded_error ~ null"
    })
    void readsEveryShape(String backend, String body, String message, String type, String code) {
        assertThat(read(body.replace('\'', '"'))).isEqualTo(new BackendError(message, type, code));
    }

    @Test
    void aPageIsItsText() {
        String page = "<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head><body>"
                + "<script>alert(1)</script><h1>502 Bad\n Gateway</h1><p>nginx</p></body></html>";

        assertThat(read(page).message()).isEqualTo("The backend answered with status 502: 502 Bad Gateway nginx");
    }

    @Test
    void aPageWithoutTextIsItsTitle() {
        assertThat(read("<html><head><title>503 Service\n Unavailable</title></head><body></body></html>").message())
                .isEqualTo("The backend answered with status 502: 503 Service Unavailable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "{}", "[]", "null", "{\"error\":null}", "{\"error\":\"\"}", "{\"error\":{}}", "{\"detail\":\"\"}"})
    void theMessageIsNeverEmpty(String body) {
        assertThat(read(body).message()).startsWith("The backend answered with status 502");
    }

    @Test
    void nothingIsSaidOfAnEmptyBody() {
        assertThat(read("").message()).isEqualTo("The backend answered with status 502 and no text");
    }

    @Test
    void longTextsAreCutButNotInsideOfACharacter() {
        String message = read("x".repeat(299) + "😀".repeat(1000)).message();

        assertThat(message).hasSizeLessThan(400).endsWith("x…");
    }

    private static BackendError read(String body) {
        return BackendErrorReader.read(502, body.getBytes(StandardCharsets.UTF_8));
    }
}
