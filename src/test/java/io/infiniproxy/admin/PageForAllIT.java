package io.infiniproxy.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.infiniproxy.testing.Axe;
import io.infiniproxy.testing.RunningProxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page for everybody: by keyboard, by screen reader, in light and dark, on a phone, in both languages. */
class PageForAllIT extends PageInBrowser {
    /** Each view, and what is there once it is filled. */
    private static final Map<String, String> VIEWS = new LinkedHashMap<>();

    static {
        VIEWS.put("overview", ".chart canvas");
        VIEWS.put("usage", "tbody button");
        VIEWS.put("users", "tbody tr");
        VIEWS.put("api-keys", "tbody tr");
        VIEWS.put("connect", ".watch");
        VIEWS.put("try", ".answer:not(.soft)");
        VIEWS.put("sent", "tbody tr");
        VIEWS.put("backends", ".card");
        VIEWS.put("routes", ".step");
        VIEWS.put("audit", "tbody tr");
    }

    private static final List<String> VIEWS_OF_USERS = List.of("overview", "usage", "api-keys", "connect", "try");

    private String key;

    @BeforeAll
    void useTheServer() {
        key = proxy.createKey("alice", "laptop");
        proxy.adminCall("/admin/users/" + proxy.userId("alice")).send("PATCH", """
                {"email": "alice@example.com", "note": "on the second floor", "limits": {"requests_per_minute": 60,
                  "budgets": [{"period": "month", "tokens": 1000}, {"period": "total", "tokens": 200000}]}}""");
        for (String model : List.of("claude-sonnet-5", "claude-opus-4-8", "a-model-with-a-name-that-is-too-long-for-most-of-its-columns")) {
            assertThat(ask(key, model).status()).isEqualTo(200);
        }
        proxy.createKey("bob", "of-bob");
        proxy.adminCall("/admin/users/" + proxy.userId("bob")).delete();
        proxy.createKey("a-user-whose-name-is-too-long-for-most-of-its-columns", "a-key-whose-name-is-too-long-for-most-columns");
    }

    @Test
    void axeFindsNothingBadInLightAndDark() {
        Visit visit = openAsAdmin("/admin", calm());
        Set<String> found = new TreeSet<>();
        VIEWS.keySet().forEach(view -> {
            show(visit, view);
            found.addAll(tooBad(visit, view));
        });
        found.addAll(tooBadInWhatOpens(visit));
        assertThat(found).isEmpty();
    }

    @Test
    void axeFindsNothingBadOnAPhoneInChinese() {
        Visit visit = openAsAdmin("/admin", calm().setViewportSize(390, 844).setLocale("zh-CN"));
        Set<String> found = new TreeSet<>();
        VIEWS.keySet().forEach(view -> {
            show(visit, view);
            found.addAll(tooBadNow(visit, view));
        });
        assertThat(found).isEmpty();
    }

    @Test
    void axeFindsNothingBadForUsersAndBeforeTheySignIn() {
        Visit visit = visit(proxy.url("/admin").toString(), calm());
        visit.page().locator("input[type=password]").waitFor();
        Set<String> found = new TreeSet<>(tooBad(visit, "sign-in"));
        expectRefusals(401);
        visit.signIn("wrong");
        found.addAll(tooBad(visit, "sign-in, refused"));
        visit.signIn(key);
        visit.navigation().waitFor();
        VIEWS_OF_USERS.forEach(view -> {
            show(visit, view);
            found.addAll(tooBadNow(visit, view));
        });
        assertThat(found).isEmpty();
    }

    /** Dialogs, a new key, a toast, and errors of several kinds. */
    private Set<String> tooBadInWhatOpens(Visit visit) {
        Set<String> found = new TreeSet<>();
        expectRefusals(401, 409);
        show(visit, "users");
        visit.button("Create user").click();
        visit.field("User name").fill("alice");
        visit.button("Add a budget").click();
        visit.field("Amount").fill("5");
        visit.dialogButton("Create user").click();
        visit.alert().filter(new Locator.FilterOptions().setHasText("alice")).waitFor();
        found.addAll(tooBad(visit, "user dialog with an error"));
        visit.dialogButton("Cancel").click();

        show(visit, "api-keys");
        visit.button("Create key").click();
        visit.field("User").selectOption("alice");
        visit.field("Expires").selectOption("own");
        found.addAll(tooBad(visit, "key dialog"));
        visit.field("Expires").selectOption("");
        visit.dialogButton("Create key").click();
        visit.dialogButton("I have saved it").waitFor();
        found.addAll(tooBad(visit, "new key"));
        visit.dialogButton("I have saved it").click();
        visit.button("Deactivate: of-bob").click();
        visit.button("Undo").waitFor();
        // It stays as long as somebody is at it.
        visit.toast().hover();
        found.addAll(tooBad(visit, "toast"));
        visit.button("Undo").click();

        show(visit, "usage");
        visit.rows("Requests").locator("button").first().click();
        found.addAll(tooBad(visit, "request"));
        visit.press("Escape");

        show(visit, "sent");
        visit.field("Messages request").fill("{");
        visit.alert().waitFor();
        found.addAll(tooBad(visit, "sent with an error"));

        show(visit, "connect");
        proxy.call("/v1/messages").header("x-api-key", "sk-wrong").post("{}");
        ask(key, "claude-sonnet-5");
        visit.page().locator(".arrival").nth(1).waitFor();
        found.addAll(tooBad(visit, "connect with arrivals"));

        show(visit, "try");
        visit.field("API key").fill("sk-wrong");
        visit.button("Send").click();
        visit.alert().filter(new Locator.FilterOptions().setHasText("401")).waitFor();
        found.addAll(tooBad(visit, "try with an error"));

        show(visit, "backends");
        visit.button("Check with a real call").click();
        visit.page().locator(".notice li").first().waitFor();
        found.addAll(tooBad(visit, "backends, checked"));
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "zh-CN"})
    void nothingIsWiderThanAPhone(String locale) {
        Visit visit = openAsAdmin("/admin", calm().setViewportSize(320, 640).setLocale(locale));
        VIEWS.keySet().forEach(view -> {
            show(visit, view);
            assertThat(overflowing(visit)).as(view).isEmpty();
        });
        show(visit, "users");
        visit.page().locator("tbody button").first().click();
        assertThat(visit.dialog().evaluate("dialog => dialog.scrollWidth <= dialog.clientWidth")).isEqualTo(true);
    }

    @Test
    void aKeyIsMadeByKeyboardAlone() {
        Visit visit = visit(proxy.url("/admin").toString(), calm());
        assertThat(visit.field("Admin token or API key")).isFocused();
        visit.page().keyboard().type(RunningProxy.ADMIN_TOKEN);
        visit.press("Enter");
        assertThat(visit.heading("Overview")).isVisible();

        tabTo(visit, visit.link("Skip to the content"));
        tabTo(visit, visit.link("API keys"));
        visit.press("Enter");
        assertThat(visit.heading("API keys")).isVisible(); // a view that opens takes the focus
        tabTo(visit, visit.button("Create key"));
        visit.press("Enter");
        assertThat(visit.field("User")).isFocused();
        visit.page().keyboard().type("alice");
        tabTo(visit, visit.field("Key name"));
        visit.page().keyboard().type("by hand");
        visit.press("Enter");

        assertThat(visit.heading("The new API key by hand of alice")).isVisible();
        tabTo(visit, visit.dialogButton("Copy the key"));
        visit.press("Enter");
        tabTo(visit, visit.dialogButton("I have saved it"));
        visit.press("Enter");
        assertThat(visit.dialog()).hasCount(0);
        assertThat(visit.button("Create key")).isFocused();

        tabTo(visit, visit.button("Deactivate: by hand"));
        visit.press("Enter");
        assertThat(visit.button("Activate: by hand")).isFocused();
        visit.press("Enter");
        assertThat(visit.button("Deactivate: by hand")).isFocused();
        assertThat(visit.row("API keys", "by hand").locator(".state")).hasText("active");
    }

    @Test
    void theColoursAreTheSystemsUntilOthersAreChosen() {
        Visit visit = openAsAdmin("/admin", calm().setColorScheme(ColorScheme.DARK));
        assertThat(brightness(visit)).isLessThan(60);

        visit.button("Colours: as the system").click();
        assertThat(brightness(visit)).isGreaterThan(200);
        visit.page().reload();
        assertThat(visit.button("Colours: light")).isVisible();
        assertThat(brightness(visit)).isGreaterThan(200);
    }

    private Visit openAsAdmin(String path, NewContextOptions options) {
        return open(path, RunningProxy.ADMIN_TOKEN, options);
    }

    /** Colours that are under way to others have no contrast that could be measured. */
    private static NewContextOptions calm() {
        return new NewContextOptions().setLocale("en-US").setReducedMotion(ReducedMotion.REDUCE);
    }

    private static void show(Visit visit, String view) {
        visit.page().evaluate("view => { location.hash = `#/${view}`; }", view);
        visit.page().locator(".view-" + view + " " + VIEWS.get(view)).first().waitFor();
    }

    private static Set<String> tooBad(Visit visit, String where) {
        Set<String> found = tooBadNow(visit, where + ", light");
        visit.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        found.addAll(tooBadNow(visit, where + ", dark", "color-contrast"));
        visit.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        return found;
    }

    private static Set<String> tooBadNow(Visit visit, String where, String... rules) {
        return Axe.find(visit.page(), rules).stream()
                .map(found -> where + ": " + found)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What reaches beyond the right edge and makes the page scroll sideways. */
    private static List<?> overflowing(Visit visit) {
        return (List<?>) visit.page().evaluate("""
                () => {
                  const { scrollWidth, clientWidth } = document.scrollingElement;
                  return scrollWidth <= clientWidth ? [] : [...document.querySelectorAll('body *')]
                    .filter((one) => one.getBoundingClientRect().right > clientWidth).map((one) => one.outerHTML.slice(0, 200));
                }""");
    }

    /** Presses Tab until the focus is there; on the way it is to be seen where it is. */
    private static void tabTo(Visit visit, Locator goal) {
        for (int presses = 0; presses < 100; presses++) {
            visit.press("Tab");
            assertThat(visit.page().evaluate("""
                    () => {
                      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
                      const { width, height } = document.activeElement.getBoundingClientRect();
                      return document.activeElement === document.body
                        || (outlineStyle !== 'none' && outlineWidth !== '0px' && width > 0 && height > 0);
                    }""")).as("the focus is seen").isEqualTo(true);
            if (goal.count() == 1 && Boolean.TRUE.equals(goal.evaluate("goal => goal === document.activeElement"))) {
                return;
            }
        }
        throw new AssertionError("expected to reach by Tab: " + goal);
    }

    /** Of the page's background, 0 to 255. */
    private static int brightness(Visit visit) {
        return ((Number) visit.page().evaluate("""
                () => Math.max(...getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number))""")).intValue();
    }
}
