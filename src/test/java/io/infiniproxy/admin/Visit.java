package io.infiniproxy.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** A visit of the page: what is there is found as a screen reader finds it, by what it is and its exact name. */
record Visit(Page page) {
    void signIn(String secret) {
        page.locator("input[type=password]").fill(secret);
        page.keyboard().press("Enter");
        // Only who is signed in, or is told why not, has come further.
        page.locator("nav, .error:not(:empty)").first().waitFor();
    }

    /** Goes to a view, by the navigation. */
    void go(String view) {
        navigation().getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(view).setExact(true)).click();
        assertThat(heading(view)).isVisible();
    }

    Locator navigation() {
        return page.locator("nav");
    }

    Locator heading(String words) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(words).setExact(true));
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** An input, a choice or a text area, by its label. */
    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).and(page.locator("input, select, textarea"));
    }

    Locator dialog() {
        return page.getByRole(AriaRole.DIALOG);
    }

    /** A button of the dialog that is open. */
    Locator dialogButton(String name) {
        return dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator alert() {
        return page.getByRole(AriaRole.ALERT);
    }

    /** A section with a heading. */
    Locator card(String heading) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(heading).setExact(true));
    }

    Locator rows(String table) {
        return page.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName(table).setExact(true)).locator("tbody tr");
    }

    /** The row of a table in which something says just this: what the user or the key is called. */
    Locator row(String table, String name) {
        return rows(table).filter(new Locator.FilterOptions().setHas(page.getByText(name, new Page.GetByTextOptions().setExact(true))));
    }

    /** What is said for some seconds about what was done. */
    Locator toast() {
        return page.locator("#toasts");
    }

    void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }
}
