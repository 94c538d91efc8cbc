package io.infiniproxy.route.usage;

import io.infiniproxy.journal.Entries;
import io.infiniproxy.journal.Journal;
import io.infiniproxy.sql.DataRefusal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands a route the records of the journal, on a thread of its own. When Camel stops, it goes on until all requests have ended, as
 * they still append to the journal; then it hands over what there is.
 */
final class UsageJournalConsumer extends DefaultConsumer implements ShutdownAware {
    private static final Logger LOG = LoggerFactory.getLogger(UsageJournalConsumer.class);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
    private static final long FIRST_PAUSE_MS = 200;
    private static final long LONGEST_PAUSE_MS = 5_000;

    private final Journal journal;
    private final RefusedRecords refused;
    private final int batchSize;
    private final Duration linger;
    private CountDownLatch stopping;
    private Thread thread;
    /** How many records are still to be handed over one by one, to find the one that is refused. */
    private int single;
    private int failures;

    UsageJournalConsumer(
            UsageJournalEndpoint endpoint,
            Processor processor,
            Journal journal,
            RefusedRecords refused,
            int batchSize,
            Duration linger) {
        super(endpoint, processor);
        this.journal = journal;
        this.refused = refused;
        this.batchSize = batchSize;
        this.linger = linger;
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask runningTask) {
        return true;
    }

    /** What waits in the journal is handed over by the stop itself: there is nothing to wait for before it. */
    @Override
    public int getPendingExchangesSize() {
        return 0;
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // nothing
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        stopping = new CountDownLatch(1);
        refused.giveBackTo(journal);
        journal.setHurried(false);
        thread = Thread.ofPlatform().name("usage-journal").daemon().start(this::run);
    }

    @Override
    protected void doStop() throws Exception {
        stopping.countDown();
        journal.setHurried(true);
        if (!thread.join(LONGEST_STOP)) {
            LOG.warn("{} usage records stay in the journal until the next start", journal.waiting());
        }
        super.doStop();
    }

    private boolean isAskedToStop() {
        return stopping.getCount() == 0;
    }

    private void run() {
        boolean goesOn = true;
        while (goesOn) {
            goesOn = handOver();
        }
    }

    /** Returns whether there is more to do. */
    private boolean handOver() {
        try {
            Entries entries = journal.next(single > 0 ? 1 : batchSize, IDLE, linger);
            if (entries.isEmpty()) {
                return !isAskedToStop();
            }
            handOver(entries);
            return true;
        } catch (Exception e) {
            return pause(e);
        }
    }

    private void handOver(Entries entries) throws Exception {
        try {
            process(entries.payloads());
        } catch (Exception e) {
            String reason = DataRefusal.reason(e);
            if (reason == null) {
                throw e;
            }
            if (entries.payloads().size() > 1) {
                single = entries.payloads().size();
                return;
            }
            refused.add(entries.payloads().getFirst(), reason);
        }
        single = Math.max(0, single - 1);
        failures = 0;
        journal.release(entries);
    }

    private void process(List<byte[]> records) throws Exception {
        Exchange exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(array(records));
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private static String array(List<byte[]> records) {
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        array.write('[');
        for (byte[] usageRecord : records) {
            if (array.size() > 1) {
                array.write(',');
            }
            array.writeBytes(usageRecord);
        }
        array.write(']');
        return array.toString(StandardCharsets.UTF_8);
    }

    /** Waits before the next try; one that is stopped does not wait for a database that is away. */
    private boolean pause(Exception failure) {
        if (failures++ == 0) {
            LOG.warn("Usage records wait in the journal, as they cannot be stored: {}", reason(failure));
        }
        long pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << Math.min(failures, 10));
        try {
            return !stopping.await(pauseMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String reason(Exception failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }
}
