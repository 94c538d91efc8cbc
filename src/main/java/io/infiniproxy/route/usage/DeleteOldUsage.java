package io.infiniproxy.route.usage;

import io.infiniproxy.usage.UsageRetention;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Deletes some usage records that are older than the setting allows; the message's body says how many. Each statement is a short
 * one: records that are to be written in the meantime wait for one of them at most.
 */
public final class DeleteOldUsage implements Processor {
    private static final int BATCH = 500;

    private final UsageRetention retention;
    private final Duration age;
    private final Clock clock;

    /** An age of zero keeps all. */
    public DeleteOldUsage(UsageRetention retention, Duration age, Clock clock) {
        this.retention = retention;
        this.age = age;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        boolean isStopping = !exchange.getContext().getStatus().isStarted();
        int deleted = age.isZero() || isStopping ? 0 : retention.deleteBefore(clock.instant().minus(age), BATCH);
        exchange.getMessage().setBody(deleted);
    }
}
