package io.infiniproxy;

import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/** Does something with the Camel context once it is configured, before it makes and starts its routes. */
final class BeforeStart extends MainListenerSupport {
    private final Action action;

    @FunctionalInterface
    interface Action {
        void accept(CamelContext camel) throws Exception;
    }

    BeforeStart(Action action) {
        this.action = action;
    }

    @Override
    public void afterConfigure(BaseMainSupport main) {
        try {
            action.accept(main.getCamelContext());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Cannot prepare Camel", e);
        }
    }
}
