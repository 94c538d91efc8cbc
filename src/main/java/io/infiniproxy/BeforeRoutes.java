package io.infiniproxy;

import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/** Does something with the Camel context before it loads the routes. */
final class BeforeRoutes extends MainListenerSupport {
    private final Action action;

    @FunctionalInterface
    interface Action {
        void accept(CamelContext camel) throws Exception;
    }

    BeforeRoutes(Action action) {
        this.action = action;
    }

    @Override
    public void beforeConfigure(BaseMainSupport main) {
        try {
            action.accept(main.getCamelContext());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Cannot prepare Camel", e);
        }
    }
}
