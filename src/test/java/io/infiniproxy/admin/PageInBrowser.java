package io.infiniproxy.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import io.infiniproxy.testing.Browser;
import io.infiniproxy.testing.HttpCall;
import io.infiniproxy.testing.RunningProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of the page in a real browser, all of a class with one proxy: each test has users of its own. None may make a page do what no
 * page of ours may do.
 */
@ExtendWith(OneBrowser.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PageInBrowser {
    /** As a name it would run if it were taken for HTML. */
    static final String SCRIPT = "<img src=x onerror=alert(1)>";

    RunningProxy proxy;
    Browser browser;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        proxy = startProxy(folder);
    }

    RunningProxy startProxy(Path folder) throws IOException {
        return RunningProxy.start(folder, Map.of());
    }

    @AfterEach
    void pagesDidWhatTheyMay() {
        assertThat(browser.closePages()).isEmpty();
    }

    @AfterAll
    void stop() {
        if (proxy != null) {
            proxy.close();
        }
    }

    /** Says which refusals this test is about: the browser's console shows them. */
    void expectRefusals(Integer... statuses) {
        browser.expectRefusals(statuses);
    }

    Visit openAsAdmin(String path) {
        return open(path, RunningProxy.ADMIN_TOKEN);
    }

    /** Opens a path such as {@code /admin#/usage}, in English and wide, and signs in. */
    Visit open(String path, String secret) {
        return open(path, secret, new NewContextOptions().setLocale("en-US"));
    }

    Visit open(String path, String secret, NewContextOptions options) {
        Visit visit = visit("http://localhost:" + proxy.url().getPort() + path, options);
        visit.signIn(secret);
        return visit;
    }

    /** Opens an address, with nobody signed in. */
    Visit visit(String url, NewContextOptions options) {
        return new Visit(browser.open(URI.create(url), options));
    }

    /** Asks for a message as a client does. */
    HttpCall.Answer ask(String key, String model) {
        String body = "{\"model\":\"" + model + "\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
        return proxy.call("/v1/messages").header("x-api-key", key).post(body);
    }
}
