package io.infiniproxy.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.infiniproxy.testing.Browser;
import io.infiniproxy.testing.RunningProxy;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page shows of usage, in a real browser: to the admin, and to a user of their own. */
class PageDataIT {
    private static final String SCRIPT = "<img src=x onerror=alert(1)>";

    @TempDir
    Path folder;

    private Browser browser;
    private RunningProxy proxy;

    @BeforeEach
    void start() {
        browser = Browser.launch();
        proxy = RunningProxy.start(folder, Map.of());
    }

    @AfterEach
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (proxy != null) {
            proxy.close();
        }
    }

    @Test
    void theOverviewLeadsToConnectUntilTheFirstRequestComes() {
        String key = proxy.createKey("alice");
        Page page = signIn("/admin", RunningProxy.ADMIN_TOKEN);
        assertThat(link(page, "Connect a client")).hasAttribute("href", "#/connect");

        ask(key, "claude-sonnet-5");

        assertThat(link(page, "claude-sonnet-5")).isVisible();
        assertThat(page.locator(".figures").first()).containsText("Requests1");
        assertThat(page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("State of the server")))
                .containsText(Pattern.compile("In flight.*built-in demo.*healthy.*SQLite.*Journal"));
        assertThat(browser.faults()).isEmpty();
    }

    @Test
    void aBarLeadsToItsRequests() {
        ask(proxy.createKey("alice"), "claude-sonnet-5");
        Page page = signIn("/admin#/overview?range=today&by=user&unit=day", RunningProxy.ADMIN_TOKEN);

        // Of one day there is one bar, in the middle.
        page.locator(".chart .u-over").click();

        assertThat(page).hasURL(Pattern.compile("#/usage\\?from=[-0-9]{10}&to=[-0-9]{10}&by=user&user_id=" + proxy.userId("alice") + "$"));
        assertThat(requests(page)).hasCount(1);
        assertThat(browser.faults()).isEmpty();
    }

    @Test
    void requestsAreFilteredAndTellTheirDetails() {
        String alice = proxy.createKey("alice", SCRIPT);
        ask(alice, "claude-sonnet-5");
        ask(alice, SCRIPT);
        ask(proxy.createKey("bob"), "claude-sonnet-5");
        Page page = signIn("/admin#/usage", RunningProxy.ADMIN_TOKEN);
        assertThat(requests(page)).hasCount(3);

        choice(page, "User").selectOption("alice");
        assertThat(requests(page)).hasCount(2);
        choice(page, "Model").selectOption(SCRIPT);
        assertThat(requests(page)).hasCount(1);
        page.reload();
        assertThat(requests(page)).hasCount(1);
        assertThat(requests(page)).containsText(SCRIPT);
        assertThat(link(page, "Download CSV")).hasAttribute("href", Pattern.compile("user_id=.*&model=%3Cimg"));

        requests(page).getByRole(AriaRole.BUTTON).click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText(Pattern.compile("Endpoint/v1/messages.*Status200"));
        page.keyboard().press("Escape");
        page.getByText("Clear filters").click();
        assertThat(requests(page)).hasCount(3);
        assertThat(browser.faults()).isEmpty();
    }

    @Test
    void newRequestsAreOfferedAndMoveNothing() {
        String key = proxy.createKey("alice");
        ask(key, "claude-sonnet-5");
        Page page = signIn("/admin#/usage", RunningProxy.ADMIN_TOKEN);
        assertThat(requests(page)).hasCount(1);

        ask(key, "claude-opus-4-8");

        Locator news = page.getByText("1 new: show");
        news.waitFor();
        assertThat(requests(page)).hasCount(1);
        news.click();
        assertThat(requests(page)).hasCount(2);
    }

    @Test
    void usersSeeTheirOwn() {
        String alice = proxy.createKey("alice");
        ask(alice, "claude-sonnet-5");
        ask(proxy.createKey("bob"), "claude-opus-4-8");

        Page page = signIn("/admin#/usage", alice);

        assertThat(requests(page)).hasCount(1);
        assertThat(requests(page)).containsText("claude-sonnet-5");
        assertThat(choice(page, "User")).hasCount(0);
        assertThat(choice(page, "Model")).not().containsText("claude-opus-4-8");
        assertThat(browser.faults()).isEmpty();
    }

    @Test
    void aSessionThatEndsIsSaid() {
        ask(proxy.createKey("alice"), "claude-sonnet-5");
        Page page = signIn("/admin#/usage?range=month", RunningProxy.ADMIN_TOKEN);
        assertThat(requests(page)).hasCount(1);

        page.context().clearCookies();

        assertThat(page.getByText("You are signed out. Please sign in again.")).isVisible();
        fillSecret(page, RunningProxy.ADMIN_TOKEN);
        assertThat(requests(page)).hasCount(1);
        assertThat(page).hasURL(Pattern.compile("#/usage\\?range=month$"));
    }

    @Test
    void aWrongSecretIsSaidInBothLanguages() {
        Page page = signIn("/admin", "wrong");
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("The admin token is wrong");

        page.getByText("中文").click();

        assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
        page.locator("input[type=password]").fill("sk-wrong");
        page.locator("button.primary").click();
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("API 密钥不存在、未启用或已过期");
    }

    @Test
    void theFirstPaintIsSmall() {
        ask(proxy.createKey("alice"), "claude-sonnet-5");
        Page page = signIn("/admin", RunningProxy.ADMIN_TOKEN);
        assertThat(link(page, "claude-sonnet-5")).isVisible();

        Number bytes = (Number) page.evaluate("""
                performance.getEntriesByType('resource').filter(({ name }) => /admin\\/(?!lib).*\\.(js|css)$/.test(name))
                  .reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0)""");
        assertThat(bytes.longValue()).isBetween(40_000L, 150_000L);
    }

    private Page signIn(String path, String secret) {
        Page page = browser.open(proxy.url(path));
        fillSecret(page, secret);
        return page;
    }

    private static void fillSecret(Page page, String secret) {
        page.locator("input[type=password]").fill(secret);
        page.keyboard().press("Enter");
    }

    private void ask(String key, String model) {
        String body = "{\"model\":\"" + model + "\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
        assertThat(proxy.call("/v1/messages").header("x-api-key", key).post(body).status()).isEqualTo(200);
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator choice(Page page, String label) {
        return page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(label).setExact(true));
    }

    private static Locator requests(Page page) {
        return page.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("Requests").setExact(true)).locator("tbody tr");
    }
}
