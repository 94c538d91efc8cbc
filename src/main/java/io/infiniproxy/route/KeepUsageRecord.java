package io.infiniproxy.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultMessage;

/**
 * Leaves of a wire tap's copy of an exchange nothing but the usage record. Many may wait while the database is away, and each
 * would keep its whole request in memory.
 */
public final class KeepUsageRecord implements Processor {
    @Override
    public void process(Exchange copy) {
        Object usageRecord = copy.getMessage().getBody();
        copy.setMessage(new DefaultMessage(copy));
        copy.getMessage().setBody(usageRecord);
        copy.removeVariable("*");
    }
}
