package io.infiniproxy.admin;

import io.infiniproxy.keys.ApiKeyStore;
import io.infiniproxy.keys.Caller;
import io.infiniproxy.route.JsonAnswer;
import io.infiniproxy.route.Variables;
import io.infiniproxy.route.stream.ClientConnection;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers the API keys of the calling user; never the keys themselves. */
public final class ListMyApiKeys implements Processor {
    private final ApiKeyStore apiKeys;

    public ListMyApiKeys(ApiKeyStore apiKeys) {
        this.apiKeys = apiKeys;
    }

    @Override
    public void process(Exchange exchange) {
        Caller caller = exchange.getVariable(Variables.CALLER, Caller.class);
        JsonAnswer.send(ClientConnection.of(exchange), new ListApiKeys.Listed(apiKeys.listOfUser(caller.userId())));
    }
}
