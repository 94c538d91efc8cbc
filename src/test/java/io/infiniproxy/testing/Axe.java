package io.infiniproxy.testing;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** Looks by axe-core for what keeps people from using a page: of all that it finds, what is serious or critical. */
public final class Axe {
    /** Alone what is found: to list what is well takes most of the time. */
    private static final String RUN = """
            async (rules) => (await axe.run({ resultTypes: ['violations'], ...(rules.length > 0 ? { runOnly: rules } : {}) })).violations
              .filter(({ impact }) => impact === 'serious' || impact === 'critical')
              .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id} ${html} ${failureSummary}`))""";

    private Axe() {}

    /** Returns what is found in the page as it is now, by these rules or by all. */
    @SuppressWarnings("unchecked")
    public static List<String> find(Page page, String... rules) {
        if (!Boolean.TRUE.equals(page.evaluate("() => 'axe' in window"))) {
            page.evaluate(AxeBuilder.getAxeScript());
        }
        return (List<String>) page.evaluate(RUN, List.of(rules));
    }
}
