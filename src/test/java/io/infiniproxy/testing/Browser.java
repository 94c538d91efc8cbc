package io.infiniproxy.testing;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/**
 * Chromium as Debian has it, without a window. It notes what no page of ours may do: errors, what the Content-Security-Policy
 * refuses, requests that are refused, and such to any other server. Only for the thread that launched it.
 */
public final class Browser implements AutoCloseable {
    /** A name that means this machine to the browser, and is no secure context there: as a server of one's own is over plain HTTP. */
    public static final String PLAIN_HOST = "proxy.test";

    private static final Path CHROMIUM = Path.of(Objects.requireNonNullElse(System.getenv("CHROMIUM"), "/usr/bin/chromium"));

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final List<Integer> expectedStatuses = new ArrayList<>();

    /** For what a machine that is busy takes: much longer than what is awaited. */
    private static final double PATIENCE_MS = 30_000;

    private Browser(Playwright playwright) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        this.playwright = playwright;
        this.browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--host-resolver-rules=MAP " + PLAIN_HOST + " 127.0.0.1")));
    }

    /** Launches it; skips the test on a machine that has no Chromium, which in CI is a failure. */
    public static Browser launch() {
        if (!Files.isExecutable(CHROMIUM)) {
            String skipped = "Tests of the page skipped, they need " + CHROMIUM;
            LoggerFactory.getLogger(Browser.class).warn(skipped);
            assertNotEquals("true", System.getenv("CI"), skipped);
            abort(skipped);
        }
        return new Browser(Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))));
    }

    /** Opens a page of its own, with no cookies: English, and wide. */
    public Page open(URI url) {
        return open(url, new com.microsoft.playwright.Browser.NewContextOptions().setLocale("en-US"));
    }

    /** Opens a page of its own with these options. */
    public Page open(URI url, com.microsoft.playwright.Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        Page page = context.newPage();
        page.onPageError(faults::add);
        page.onConsoleMessage(this::note);
        String server = url.getScheme() + "://" + url.getAuthority() + "/";
        page.onRequest(request -> {
            if (!request.url().startsWith(server)) {
                faults.add("request to " + request.url());
            }
        });
        page.navigate(url.toString());
        return page;
    }

    /** Takes it for no fault that a request is refused with one of these statuses, until the pages are closed. */
    public void expectRefusals(Integer... statuses) {
        expectedStatuses.addAll(List.of(statuses));
    }

    /** Closes all pages, and returns what they did that no page of ours may do. */
    public List<String> closePages() {
        List.copyOf(browser.contexts()).forEach(BrowserContext::close);
        List<String> done = faults.stream()
                .filter(fault -> expectedStatuses.stream().noneMatch(status -> fault.contains("with a status of " + status)))
                .toList();
        faults.clear();
        expectedStatuses.clear();
        return done;
    }

    private void note(ConsoleMessage message) {
        if (message.type().equals("error")) {
            faults.add(message.text() + " " + message.location());
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
