package io.infiniproxy.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.infiniproxy.testing.RunningProxy;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page shows of usage, and whom: the admin, and users of their own. */
class PageDataIT extends PageInBrowser {
    @Test
    void requestsAreFilteredAndTellTheirDetails() {
        String key = proxy.createKey("frida", SCRIPT);
        String other = proxy.createKey("frida", "other");
        ask(key, "claude-sonnet-5");
        ask(key, SCRIPT);
        ask(other, "claude-sonnet-5");
        Visit visit = openAsAdmin("/admin#/usage");

        visit.field("User").selectOption("frida");
        assertThat(visit.rows("Requests")).hasCount(3);
        visit.field("API key").selectOption(SCRIPT + " · frida");
        assertThat(visit.rows("Requests")).hasCount(2);
        visit.field("Model").selectOption(SCRIPT);
        assertThat(visit.rows("Requests")).hasCount(1);
        visit.page().reload();
        assertThat(visit.rows("Requests")).hasCount(1);
        assertThat(visit.rows("Requests")).containsText(SCRIPT);
        assertThat(visit.link("Download CSV")).hasAttribute("href", Pattern.compile("user_id=.*&model=%3Cimg"));

        visit.rows("Requests").locator("button").click();
        assertThat(visit.dialog()).containsText(Pattern.compile("Endpoint/v1/messages.*Status200"));
        visit.press("Escape");
        visit.button("Clear filters").click();
        assertThat(visit.rows("Requests").nth(2)).isVisible();
        assertThat(visit.page()).not().hasURL(Pattern.compile("user_id|model="));
    }

    @Test
    void newRequestsAreOfferedAndMoveNothing() {
        String key = proxy.createKey("nora");
        ask(key, "claude-sonnet-5");
        Visit visit = openAsAdmin("/admin#/usage?user_id=" + proxy.userId("nora"));
        assertThat(visit.rows("Requests")).hasCount(1);

        ask(key, "claude-opus-4-8");

        Locator news = visit.button("1 new: show");
        news.waitFor();
        assertThat(visit.rows("Requests")).hasCount(1);
        news.click();
        assertThat(visit.rows("Requests")).hasCount(2);
    }

    @Test
    void usersSeeTheirOwn() {
        String alice = proxy.createKey("alice");
        ask(alice, "claude-sonnet-5");
        ask(proxy.createKey("bob"), "claude-opus-4-8");

        Visit visit = open("/admin#/usage", alice);

        assertThat(visit.rows("Requests")).hasCount(1);
        assertThat(visit.rows("Requests")).containsText("claude-sonnet-5");
        assertThat(visit.field("User")).hasCount(0);
        assertThat(visit.field("Model")).not().containsText("claude-opus-4-8");
    }

    /** At the width of a small laptop, too. */
    @Test
    void theNameOfAModelIsShownWhole() {
        String model = "claude-sonnet-4-5-20250929";
        ask(proxy.createKey("wilma"), model);
        Visit visit = openAsAdmin("/admin#/usage?model=" + model);

        Locator cell = visit.rows("Requests").locator("td", new Locator.LocatorOptions().setHasText(model));
        assertThat(cell).isVisible();
        assertThat(cell.evaluate("cell => cell.scrollWidth <= cell.clientWidth")).isEqualTo(true);
        assertThat(visit.page().evaluate("() => innerWidth")).isEqualTo(1280);
        assertThat(visit.page().evaluate("() => { const box = document.querySelector('.table-box:has(td.clip)');"
                + " return box.scrollWidth <= box.clientWidth; }")).isEqualTo(true);
    }

    @Test
    void aSessionThatEndsIsSaid() {
        ask(proxy.createKey("erika"), "model-of-erika");
        Visit visit = openAsAdmin("/admin#/usage?range=month&model=model-of-erika");
        assertThat(visit.rows("Requests")).hasCount(1);

        expectRefusals(401);
        visit.page().context().clearCookies();

        assertThat(visit.page().getByText("You are signed out. Please sign in again.")).isVisible();
        visit.signIn(RunningProxy.ADMIN_TOKEN);
        assertThat(visit.rows("Requests")).hasCount(1);
        assertThat(visit.page()).hasURL(Pattern.compile("#/usage\\?range=month&model=model-of-erika$"));
    }

    @Test
    void aWrongSecretIsSaidInBothLanguages() {
        expectRefusals(401);
        Visit visit = open("/admin", "wrong");
        assertThat(visit.alert()).hasText("The admin token is wrong");

        visit.button("中文").click();

        assertThat(visit.page().locator("html")).hasAttribute("lang", "zh-CN");
        visit.field("管理令牌或 API 密钥").fill("sk-wrong");
        visit.button("登录").click();
        assertThat(visit.alert()).hasText("API 密钥不存在、未启用或已过期");
    }

    @Test
    void theFirstPaintIsSmall() {
        ask(proxy.createKey("paula"), "claude-sonnet-5");
        Visit visit = openAsAdmin("/admin");
        assertThat(visit.link("claude-sonnet-5")).isVisible();

        Number bytes = (Number) visit.page().evaluate("""
                performance.getEntriesByType('resource').filter(({ name }) => /admin\\/(?!lib).*\\.(js|css)$/.test(name))
                  .reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0)""");
        assertThat(bytes.longValue()).isBetween(40_000L, 150_000L);
    }
}
