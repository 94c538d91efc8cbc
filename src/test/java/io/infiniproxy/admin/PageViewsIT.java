package io.infiniproxy.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.RunningProxy;
import io.infiniproxy.testing.Scripts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The views that help to use and understand the server: Connect, Try it, What is sent, Backends, Routes. */
class PageViewsIT extends PageInBrowser {
    private FakeBackend backend;

    @Override
    RunningProxy startProxy(Path folder) throws IOException {
        backend = FakeBackend.start();
        backend.answer(Scripts.text("Hello from the backend"));
        return RunningProxy.start(folder, backend);
    }

    @AfterAll
    void stopBackend() throws IOException {
        if (backend != null) {
            backend.close();
        }
    }

    @Test
    void connectHasReadyLinesAndWatchesForTheFirstRequest() {
        Visit visit = openAsAdmin("/admin#/connect");
        visit.field("Owner").selectOption("new");
        visit.field("User name").fill("connie");
        visit.button("Create key").click();
        assertThat(visit.toast()).containsText("The key is made");
        String key = visit.field("API key").inputValue();
        String origin = "http://localhost:" + proxy.url().getPort();
        Locator lines = visit.card("2. Into the client").locator("pre");
        assertThat(lines.first()).containsText("export ANTHROPIC_BASE_URL='" + origin + "'");
        assertThat(lines.first()).containsText("export ANTHROPIC_AUTH_TOKEN='" + key + "'");

        for (String client : new String[] {"OpenAI · Python", "OpenAI · JavaScript", "OpenAI · Java", "Anthropic · Python",
                "Anthropic · JavaScript", "Anthropic · Java", "curl"}) {
            tab(visit, client).click();
            assertThat(lines.last()).containsText(key);
            assertThat(lines.last()).containsText(client.startsWith("OpenAI") ? origin + "/v1" : origin);
        }
        assertThat(visit.page()).hasURL(Pattern.compile("client=curl$"));

        Locator watch = visit.card("3. The first request");
        assertThat(watch).containsText("Waiting for a request…");
        proxy.call("/v1/messages").header("x-api-key", "sk-wrong").post("{}");
        assertThat(watch).containsText("/v1/messages was refused with status 401");
        assertThat(watch).containsText("The client sends no key, or one that is wrong, deactivated or expired.");
        proxy.call("/v1/v1/messages").header("x-api-key", key).post("{}");
        assertThat(watch).containsText("Anthropic clients want the address without /v1");
        ask(key, "claude-sonnet-5");
        assertThat(watch).containsText("It works");
    }

    @ParameterizedTest
    @CsvSource({"messages, content_block_delta", "chat, [DONE]"})
    void tryStreamsTheAnswer(String api, String event) {
        var shown = new CountDownLatch(1);
        backend.answerOnce(connection -> {
            connection.sse();
            connection.event("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"first \"}}]}");
            shown.await();
            connection.event("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"second\"},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":5,\"total_tokens\":12}}");
            connection.done();
        });
        Visit visit = openAsAdmin("/admin#/try?api=" + api);
        visit.field("API key").fill(proxy.createKey("tessa"));

        visit.field("Prompt").press("Control+Enter");

        Locator answer = visit.page().locator(".answer:not(.soft)");
        assertThat(answer).hasText("first ");
        shown.countDown();
        assertThat(answer).hasText("first second");
        assertThat(visit.page().locator(".facts"))
                .containsText(Pattern.compile("Input tokens7.*Output tokens5.*Stop reason(end_turn|stop)"));
        assertThat(visit.page().locator(".events")).containsText(event);
    }

    @Test
    void trySaysWhyARequestIsRefused() {
        expectRefusals(401);
        Visit visit = openAsAdmin("/admin#/try");
        visit.field("API key").fill("sk-wrong");
        visit.button("Send").click();
        assertThat(visit.alert().filter(withText("Refused with status 401: The API key is not known"))).isVisible();
    }

    @Test
    void aTryIsCancelled() throws Exception {
        var cancelled = new CountDownLatch(1);
        backend.answerOnce(connection -> {
            connection.sse();
            connection.event("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"first \"}}]}");
            connection.awaitClientClosed();
            cancelled.countDown();
        });
        Visit visit = openAsAdmin("/admin#/try");
        visit.field("API key").fill(proxy.createKey("tessa"));
        visit.button("Send").click();
        assertThat(visit.page().locator(".answer:not(.soft)")).hasText("first ");

        visit.button("Cancel").click();

        assertThat(visit.page().getByText("You have cancelled the request.")).isVisible();
        cancelled.await();
    }

    @Test
    void whatIsSentStandsBesideWhatIsAskedWithTheReasons() {
        Visit visit = openAsAdmin("/admin#/sent");
        Locator sent = visit.page().locator("pre[aria-label='Request to the backend']");
        assertThat(visit.field("Messages request")).hasValue(Pattern.compile("\"top_k\": 40"));
        assertThat(sent).containsText("\"role\": \"system\"");
        assertThat(sent).not().containsText("top_k");
        assertThat(visit.row("Changes", "top_k")).containsText(Pattern.compile("dropped.*top_k.*\\w+"));

        visit.field("Profile").fill("openai-reasoning");
        assertThat(sent).containsText("max_completion_tokens");
        visit.field("Example").selectOption("tools");
        assertThat(sent).containsText("get_weather");
        visit.field("Messages request").fill("{");
        assertThat(visit.alert()).containsText("This is not JSON");
        visit.field("Messages request").fill("{\"model\":\"m\",\"max_tokens\":\"ten\",\"messages\":[]}");
        expectRefusals(400);
        assertThat(visit.alert()).containsText("max_tokens: expected an integer");
    }

    @Test
    void aBackendIsCheckedByARealCall() {
        Visit visit = openAsAdmin("/admin#/backends");
        assertThat(visit.page().locator("main")).containsText(Pattern.compile("Healthanswers.*Address" + backend.baseUrl()));
        int before = backend.requests().size();

        visit.button("Check with a real call").click();

        assertThat(visit.page().locator(".notice li").first()).isVisible();
        assertThat(backend.requests()).hasSizeGreaterThan(before);
    }

    @Test
    void routesAreDrawnAndCountWhatPasses() {
        Visit visit = openAsAdmin("/admin#/routes");
        Locator messages = visit.page().locator("#route-messages");
        assertThat(messages).containsText(Pattern.compile("POST /v1/messages|platform-http:/v1/messages"));
        assertThat(messages.locator(".step")).containsText(new String[] {"authenticateClient", "readMessagesRequest", "translateRequest"});
        int total = total(messages);

        ask(proxy.createKey("rudi"), "m");

        assertThat(messages.locator(".route-counts")).containsText(Pattern.compile("^" + (total + 1) + " in all"));
        assertThat(messages.locator(".step").first().locator(".step-total")).hasText(String.valueOf(total + 1));
        visit.button("↪ direct:backend").first().click();
        assertThat(visit.page().locator("#route-backend")).isFocused();
        assertThat(visit.page().locator("#route-backend")).isInViewport();
    }

    private static int total(Locator route) {
        return Integer.parseInt(route.locator(".route-counts").textContent().split(" ")[0]);
    }

    private static Locator tab(Visit visit, String name) {
        return visit.page().getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator.FilterOptions withText(String words) {
        return new Locator.FilterOptions().setHasText(words);
    }
}
