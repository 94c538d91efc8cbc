package io.infiniproxy.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.RunningProxy;
import io.infiniproxy.testing.Scripts;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Connect tells a user who waits for the first request what is wrong with it, and nothing of others' requests. */
class ConnectWatchIT extends PageInBrowser {
    private FakeBackend backend;

    @Override
    RunningProxy startProxy(Path folder) throws IOException {
        backend = FakeBackend.start();
        return RunningProxy.start(folder, backend);
    }

    @AfterAll
    void stopBackend() throws IOException {
        backend.close();
    }

    @Test
    void aUserIsToldWhyTheFirstRequestFails() {
        String alice = proxy.createKey("alice");
        String bob = proxy.createKey("bob");
        Locator watch = open("/admin#/connect", alice).page().locator(".watch");
        assertThat(watch).containsText("Waiting for a request");

        backend.answer(Scripts.error(404, "{\"error\":{\"message\":\"The model `gpt-7` does not exist\"}}"));
        assertThat(ask(bob, "m").status()).isEqualTo(404);
        backend.answer(Scripts.error(404, "{\"error\":{\"message\":\"The model `gpt-8` does not exist\"}}"));
        assertThat(ask(alice, "m").status()).isEqualTo(404);

        assertThat(watch).containsText("/v1/messages was refused with status 404");
        assertThat(watch).containsText("The model `gpt-8` does not exist");
        assertThat(watch).containsText("most likely the backend has no model of this name");
        assertThat(watch.locator(".arrival")).hasCount(1);
    }
}
