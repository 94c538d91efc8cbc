package io.infiniproxy.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.infiniproxy.testing.Browser;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.RunningProxy;
import io.infiniproxy.testing.Scripts;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connect tells a user who waits for the first request what is wrong with it, and nothing of others' requests. */
class ConnectWatchIT {
    @TempDir
    Path folder;

    @Test
    void aUserIsToldWhyTheFirstRequestFails() throws Exception {
        try (Browser browser = Browser.launch();
                FakeBackend backend = FakeBackend.start();
                RunningProxy proxy = RunningProxy.start(folder, backend)) {
            String alice = proxy.createKey("alice");
            String bob = proxy.createKey("bob");
            Page page = browser.open(proxy.url("/admin#/connect"));
            page.locator("input[type=password]").fill(alice);
            page.keyboard().press("Enter");
            Locator watch = page.locator(".watch");
            assertThat(watch).containsText("Waiting for a request");

            backend.answer(Scripts.error(404, "{\"error\":{\"message\":\"The model `gpt-7` does not exist\"}}"));
            ask(proxy, bob);
            backend.answer(Scripts.error(404, "{\"error\":{\"message\":\"The model `gpt-8` does not exist\"}}"));
            ask(proxy, alice);

            assertThat(watch).containsText("/v1/messages was refused with status 404");
            assertThat(watch).containsText("The model `gpt-8` does not exist");
            assertThat(watch).containsText("most likely the backend has no model of this name");
            assertThat(watch.locator(".arrival")).hasCount(1);
            assertThat(browser.faults()).isEmpty();
        }
    }

    private static void ask(RunningProxy proxy, String key) {
        String body = "{\"model\":\"m\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
        assertThat(proxy.call("/v1/messages").header("x-api-key", key).post(body).status()).isEqualTo(404);
    }
}
