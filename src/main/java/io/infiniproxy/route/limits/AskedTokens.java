package io.infiniproxy.route.limits;

import io.infiniproxy.route.Variables;
import org.apache.camel.Exchange;

/**
 * What a request asks for, as far as limits care, and records of answers that never came. What it takes to know it is saved for all
 * others.
 */
public interface AskedTokens {
    /** For the answers to requests that name no limit of their own. */
    long DEFAULT_OUTPUT_TOKENS = 4096;

    /** Returns what the request of an exchange asks for, once it has been read. */
    static AskedTokens of(Exchange exchange) {
        Object message = exchange.getVariable(Variables.MESSAGE_ANSWER);
        return message instanceof AskedTokens asked
                ? asked
                : exchange.getVariable(Variables.PASSTHROUGH_REQUEST, AskedTokens.class);
    }

    /** Returns the model that the backend is asked for; may be null. */
    String askedModel();

    /** Returns a guess of the input's tokens. */
    long inputTokens();

    /** Returns how many tokens the answer may have. */
    long maxOutputTokens();
}
