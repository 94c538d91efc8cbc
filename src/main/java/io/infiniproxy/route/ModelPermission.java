package io.infiniproxy.route;

import io.infiniproxy.backend.BackendModel;
import io.infiniproxy.keys.Caller;
import io.infiniproxy.route.error.RefusedException;
import org.apache.camel.Exchange;

/** Refuses requests for a model that the caller's key may not ask for. */
public final class ModelPermission {
    private static final int SHOWN = 200;

    private ModelPermission() {}

    /**
     * Refuses the request unless its key may ask for this model.
     *
     * @param model as the client asks for it, also where another model answers; null where it names none
     */
    public static void require(Exchange exchange, String model) {
        Caller caller = exchange.getVariable(Variables.CALLER, Caller.class);
        if (!allows(caller, model)) {
            throw new RefusedException(403, "This API key may not ask for " + shown(model) + ". It may ask for: "
                    + String.join(", ", caller.models()));
        }
    }

    /** Claude Code's mark of a long context makes no other model of it. */
    public static boolean allows(Caller caller, String model) {
        return caller.mayAskFor(model) || model != null && caller.mayAskFor(BackendModel.withoutMark(model));
    }

    private static String shown(String model) {
        return model == null ? "no model" : "model \"" + model.substring(0, Math.min(SHOWN, model.length())) + "\"";
    }
}
