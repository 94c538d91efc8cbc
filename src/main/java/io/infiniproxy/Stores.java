package io.infiniproxy;

import io.infiniproxy.journal.Journal;
import io.infiniproxy.keys.AdminToken;
import io.infiniproxy.limits.RequestLimits;
import io.infiniproxy.settings.InvalidSettingException;
import io.infiniproxy.settings.Settings;
import io.infiniproxy.sql.Database;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * What outlives the process: the database, the journal, the limits that are read from both, and the admin token. A thread of its own opens
 * them, while Camel reads the routes; {@link #await} says when they are there.
 */
final class Stores implements AutoCloseable {
    private final Settings settings;
    private final FutureTask<Stores> opening = new FutureTask<>(this::open);
    /** What is to be closed at the end, the last opened first. */
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    private Database database;
    private Journal journal;
    private RequestLimits limits;
    private AdminToken adminToken;

    private Stores(Settings settings) {
        this.settings = settings;
    }

    /** Begins to open them. */
    static Stores opening(Settings settings) {
        Stores stores = new Stores(settings);
        Thread.ofPlatform().name("open-stores").daemon().start(stores.opening);
        return stores;
    }

    private Stores open() throws IOException {
        database = Database.open(settings.databaseUrl(), settings.dataDir());
        opened.push(database);
        journal = Journal.open(settings.usageJournal(), settings.forcesUsageToDisk());
        opened.push(journal);
        limits = RequestLimits.open(database, settings.dataDir(), this::awaitStored);
        opened.push(limits);
        adminToken = AdminToken.load(settings.adminToken(), settings.dataDir());
        return this;
    }

    /** A journal that is stuck is not waited for. */
    private boolean awaitStored(Duration longestWait) {
        return !journal.isStuck() && journal.awaitReleased(longestWait);
    }

    /**
     * Waits until all are open.
     *
     * @throws InvalidSettingException if a setting cannot be used
     * @throws io.infiniproxy.sql.DatabaseException if the database cannot be used
     */
    Stores await() {
        try {
            return opening.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the database is opened", e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private RuntimeException failure(Throwable cause) {
        return switch (cause) {
            case RuntimeException unchecked -> unchecked;
            case IOException io -> new InvalidSettingException(
                    "DATA_DIR: cannot use the folder " + settings.dataDir() + ": " + io.getMessage());
            default -> new IllegalStateException("Cannot open the database", cause);
        };
    }

    Database database() {
        return database;
    }

    Journal journal() {
        return journal;
    }

    RequestLimits limits() {
        return limits;
    }

    AdminToken adminToken() {
        return adminToken;
    }

    /** Closes those that could be opened. */
    @Override
    public void close() throws Exception {
        try {
            opening.get();
        } catch (ExecutionException e) {
            // await has thrown it
        }
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }
}
