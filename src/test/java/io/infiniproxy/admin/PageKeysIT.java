package io.infiniproxy.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import io.infiniproxy.testing.Browser;
import io.infiniproxy.testing.RunningProxy;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users and API keys: what is told of each, their limits, and how a new key gets into the clipboard. */
class PageKeysIT extends PageInBrowser {
    /** Where all names lead to it: the browser calls it by one that is not this machine's. */
    @Override
    RunningProxy startProxy(Path folder) {
        return RunningProxy.start(folder, Map.of("PROXY_HOST", "0.0.0.0"));
    }

    /** Over plain HTTP browsers give pages no clipboard, but to this machine's own. */
    @ParameterizedTest
    @ValueSource(strings = {"localhost", Browser.PLAIN_HOST})
    void aNewKeyIsCopied(String host) {
        String user = "user-of-" + host;
        proxy.createKey(user, "old-of-" + host);
        String address = "http://" + host + ":" + proxy.url().getPort() + "/admin#/api-keys";
        Visit visit = visit(address, new NewContextOptions().setLocale("en-US"));
        visit.signIn(RunningProxy.ADMIN_TOKEN);
        assertThat(visit.page().evaluate("() => isSecureContext")).isEqualTo(host.equals("localhost"));

        visit.button("Create key").click();
        visit.field("User").selectOption(user);
        visit.dialogButton("Create key").click();
        String secret = visit.dialog().locator("pre").textContent();
        visit.dialogButton("Copy the key").click();
        assertThat(visit.dialog().locator(".code button")).hasText("Copied");
        visit.dialogButton("I have saved it").click();

        visit.go("Try it");
        visit.field("API key").focus();
        visit.press("Control+v");
        assertThat(visit.field("API key")).hasValue(secret);
    }

    @Test
    void aKeyTellsOfItselfAndItsLimits() {
        String key = proxy.createKey("lars", "limited");
        Visit visit = openAsAdmin("/admin#/api-keys");
        Locator row = visit.row("API keys", "limited");
        assertThat(row).containsText(Pattern.compile("limited" + key.substring(0, 12) + "….*lars.*never.*never.*none.*active"));

        visit.button("Edit: limited").click();
        visit.field("Expires").selectOption("30");
        visit.field("Requests per minute").fill("4");
        visit.button("Add a budget").click();
        visit.field("Amount").fill("1000");
        visit.field("Models").fill("claude-*, glm-4.6");
        visit.dialogButton("Save").click();
        assertThat(row).containsText("in 29 days");
        assertThat(row).containsText("only claude-*, glm-4.6");

        assertThat(ask(key, "claude-sonnet-5").status()).isEqualTo(200);
        assertThat(ask(key, "other").status()).isEqualTo(403);
        visit.go("Users");
        visit.go("API keys");
        assertThat(row).containsText("of 4 requests this minute");
        assertThat(row).containsText(Pattern.compile("[1-9]\\d* of 1,000 tokens this month"));
        assertThat(row.locator("meter")).hasCount(2);
        assertThat(row.locator("meter").last().evaluate("meter => meter.value > 0 && meter.value < 1")).isEqualTo(true);
        assertThat(row.locator("td").nth(2)).containsText(Pattern.compile("now|ago"));
    }

    @Test
    void keysAreFilteredByUser() {
        proxy.createKey("fanny", "of-fanny");
        proxy.createKey("gert", "of-gert");
        Visit visit = openAsAdmin("/admin#/api-keys");
        assertThat(visit.row("API keys", "of-gert")).isVisible();

        visit.field("Show keys of").selectOption("fanny");

        assertThat(visit.rows("API keys")).hasCount(1);
        visit.page().reload();
        assertThat(visit.rows("API keys")).containsText(new String[] {"of-fanny"});
        visit.go("Users");
        visit.row("Users", "gert").getByText("1 active").click();
        assertThat(visit.rows("API keys")).containsText(new String[] {"of-gert"});
    }

    @Test
    void aUserIsCreatedOnceAndChanged() {
        proxy.createKey("ulla");
        Visit visit = openAsAdmin("/admin#/users");
        expectRefusals(409);
        visit.button("Create user").click();
        visit.field("User name").fill("ulla");
        visit.dialogButton("Create user").click();
        assertThat(visit.alert()).containsText("ulla");
        visit.dialogButton("Cancel").click();

        visit.button("Edit: ulla").click();
        visit.field("Email").fill("ulla@example.com");
        visit.field("Requests at once").fill("3");
        visit.dialogButton("Save").click();

        assertThat(visit.row("Users", "ulla")).containsText("ulla@example.com");
        assertThat(visit.row("Users", "ulla")).containsText("0 of 3 requests at once");
    }
}
