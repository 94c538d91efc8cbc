package io.infiniproxy.admin;

import io.infiniproxy.testing.Browser;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Gives all tests of the page the same browser, launched when the first begins and closed after the last. */
final class OneBrowser implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        ((PageInBrowser) context.getRequiredTestInstance()).browser = context.getRoot()
                .getStore(Namespace.GLOBAL)
                .getOrComputeIfAbsent(Browser.class, type -> Browser.launch(), Browser.class);
    }
}
