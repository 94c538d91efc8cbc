package io.infiniproxy.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** From an empty server to a client that is turned away: what an admin does, what a client is told, and what a user sees. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageStoryIT extends PageInBrowser {
    private static final Pattern SECRET = Pattern.compile("sk-[\\w-]{20,}");

    /** First, for it begins with a server that nobody has used. */
    @Order(1)
    @Test
    void aKeyIsMadeAndUsedAndTakenAwayAndGivenBack() {
        Visit visit = openAsAdmin("/admin");
        assertThat(visit.link("Connect a client")).hasAttribute("href", "#/connect");

        createUser(visit, "alice");
        String key = createKey(visit, "alice", "laptop");
        assertThat(ask(key, "claude-sonnet-5").status()).isEqualTo(200);

        visit.go("Overview");
        assertThat(visit.link("claude-sonnet-5")).isVisible();
        assertThat(visit.page().locator(".figures").first()).containsText("Requests1");
        assertThat(visit.page().locator(".states"))
                .containsText(Pattern.compile("In flight.*built-in demo.*healthy.*SQLite.*Journal"));

        openTheBarOfToday(visit);
        assertThat(visit.rows("Requests")).hasCount(1);
        assertThat(visit.rows("Requests")).containsText(Pattern.compile("alice.*laptop.*claude-sonnet-5.*completed"));
        visit.field("Outcome").selectOption("failed");
        assertThat(visit.page().getByText("No requests match.")).isVisible();

        visit.go("API keys");
        Locator row = visit.row("API keys", "laptop");
        row.getByText("Deactivate").click();
        keepToast(visit);
        assertThat(row.locator(".state")).hasText("deactivated");
        assertThat(visit.toast()).containsText("Key laptop was deactivated; clients that use it are refused.");
        assertThat(ask(key, "claude-sonnet-5").status()).isEqualTo(401);

        visit.button("Undo").click();
        assertThat(row.locator(".state")).hasText("active");
        assertThat(ask(key, "claude-sonnet-5").status()).isEqualTo(200);

        visit.go("Audit");
        assertThat(visit.rows("Audit")).containsText(new Pattern[] {
            Pattern.compile("this page.*changed a key.*laptop.*active: no → yes"),
            Pattern.compile("this page.*changed a key.*laptop.*active: yes → no"),
            Pattern.compile("this page.*created a key.*laptop.*owner: alice"),
            Pattern.compile("this page.*created a user.*alice"),
            Pattern.compile("this page.*signed in.*address: [0-9a-f.:]+$")
        });
        assertThat(visit.page().content()).doesNotContain(key);
    }

    @Test
    void aUserIsTurnedAwayWithAllKeysAndLetInAgain() {
        String key = proxy.createKey("tina");
        Visit visit = openAsAdmin("/admin#/users");
        Locator row = visit.row("Users", "tina");

        row.getByText("Deactivate").click();
        keepToast(visit);
        assertThat(row.locator(".state")).hasText("deactivated");
        assertThat(ask(key, "m").status()).isEqualTo(401);

        visit.button("Undo").click();
        assertThat(row.locator(".state")).hasText("active");
        assertThat(ask(key, "m").status()).isEqualTo(200);
    }

    @Test
    void aSecretIsRotated() {
        String old = proxy.createKey("rosa", "of-rosa");
        Visit visit = openAsAdmin("/admin#/api-keys");

        visit.button("Rotate: of-rosa").click();
        visit.field("The old secret works for").selectOption("0");
        visit.dialogButton("Rotate").click();
        assertThat(visit.heading("The new secret of of-rosa")).isVisible();
        String secret = takeSecret(visit);

        assertThat(ask(old, "m").status()).isEqualTo(401);
        assertThat(ask(secret, "m").status()).isEqualTo(200);
    }

    @Test
    void usersSeeAndReachOnlyWhatIsTheirs() {
        String mine = proxy.createKey("uma", "key-of-uma");
        ask(mine, "model-of-uma");
        ask(proxy.createKey("otto", "key-of-otto"), "model-of-otto");
        Visit visit = open("/admin", mine);

        assertThat(visit.navigation().locator("a")).hasText(new String[] {"Overview", "Usage", "API keys", "Connect", "Try it"});
        visit.go("API keys");
        assertThat(visit.rows("API keys")).hasCount(1);
        assertThat(visit.rows("API keys")).containsText("key-of-uma");
        assertThat(visit.page().locator("main button")).hasCount(0);
        visit.go("Usage");
        assertThat(visit.rows("Requests")).hasCount(1);
        visit.page().evaluate("() => { location.hash = '#/users'; }");
        assertThat(visit.page()).hasURL(Pattern.compile("#/overview$"));
        assertThat(visit.page().locator("main")).not().containsText("otto");

        expectRefusals(403);
        long otto = proxy.userId("otto");
        assertThat(statuses(visit, "/admin/users", "/admin/api-keys", "/admin/audit", "/admin/status", "/admin/backends",
                        "/admin/routes", "/admin/failures", "/metrics", "/usage/report?by=day&user_id=" + otto,
                        "/usage/requests?user_id=" + otto, "/usage/export.csv?user_id=" + otto))
                .allSatisfy((path, status) -> assertThat(status).as(path).isEqualTo(403));
        assertThat(visit.page().evaluate("async () => (await fetch('/admin/users/" + otto
                        + "', { method: 'DELETE', headers: { 'X-Requested-With': 'infiniproxy' } })).status"))
                .isEqualTo(403);
    }

    @Test
    void scriptsInNamesStayText() {
        String key = proxy.createKey(SCRIPT, SCRIPT);
        ask(key, SCRIPT);
        Visit visit = openAsAdmin("/admin");

        for (String view : List.of("Overview", "Usage", "Users", "API keys", "Audit")) {
            visit.go(view);
            assertThat(visit.page().locator("main").getByText(SCRIPT).first()).isAttached();
        }
        visit.go("API keys");
        visit.row("API keys", SCRIPT).getByText("Rotate").click();
        assertThat(visit.dialog()).containsText(SCRIPT);
        assertThat(visit.page().locator("img[src=x]")).hasCount(0);
    }

    /** It stays as long as somebody is at it. */
    private static void keepToast(Visit visit) {
        visit.button("Undo").hover();
    }

    private static void createUser(Visit visit, String name) {
        visit.go("Users");
        visit.button("Create user").first().click();
        visit.field("User name").fill(name);
        visit.dialogButton("Create user").click();
        assertThat(visit.row("Users", name)).containsText("active");
    }

    /** Creates a key, and returns it as it is shown. */
    private static String createKey(Visit visit, String user, String name) {
        visit.go("API keys");
        visit.button("Create key").first().click();
        visit.field("User").selectOption(user);
        visit.field("Key name").fill(name);
        visit.dialogButton("Create key").click();
        assertThat(visit.heading("The new API key " + name + " of " + user)).isVisible();
        String secret = takeSecret(visit);
        assertThat(visit.row("API keys", name)).containsText(secret.substring(0, 12) + "…");
        return secret;
    }

    /** Reads the key that is shown this once; it takes more than Escape to be without it. */
    private static String takeSecret(Visit visit) {
        assertThat(visit.dialog()).containsText("It will not be shown again.");
        visit.press("Escape");
        assertThat(visit.dialog()).containsText(SECRET);
        var shown = SECRET.matcher(visit.dialog().locator("pre").textContent());
        assertThat(shown.find()).isTrue();
        visit.dialogButton("I have saved it").click();
        // By its element, not by its role: closed, it has none any more, and goes only when its event comes.
        assertThat(visit.page().locator("dialog")).hasCount(0);
        assertThat(visit.page().content()).doesNotContain(shown.group());
        return shown.group();
    }

    /** Of one day there is one bar, in the middle. */
    private void openTheBarOfToday(Visit visit) {
        visit.field("Time").selectOption("today");
        visit.field("Bars").selectOption("day");
        visit.field("Divided by").selectOption("user");
        assertThat(visit.link("alice")).isVisible();
        visit.page().locator(".chart .u-over").click();
        assertThat(visit.page()).hasURL(
                Pattern.compile("#/usage\\?from=[-0-9]{10}&to=[-0-9]{10}&by=user&user_id=" + proxy.userId("alice") + "$"));
    }

    /** What a user's own browser is answered for these paths. */
    @SuppressWarnings("unchecked")
    private static Map<String, Integer> statuses(Visit visit, String... paths) {
        return (Map<String, Integer>) visit.page().evaluate("""
                async (paths) => Object.fromEntries(await Promise.all(paths.map(async (path) => [path, (await fetch(path)).status])))""",
                List.of(paths));
    }
}
