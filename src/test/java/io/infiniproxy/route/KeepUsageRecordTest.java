package io.infiniproxy.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class KeepUsageRecordTest {
    @Test
    void keepsNothingElse() {
        var exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setVariable(Variables.MESSAGES_REQUEST, "a long request");
        exchange.getMessage().setHeader("header", "value");
        exchange.getMessage().setBody("the record");

        new KeepUsageRecord().process(exchange);

        assertThat(exchange.getMessage().getBody()).isEqualTo("the record");
        assertThat(exchange.getMessage().getHeaders()).isEmpty();
        assertThat(exchange.getVariables()).isEmpty();
    }
}
