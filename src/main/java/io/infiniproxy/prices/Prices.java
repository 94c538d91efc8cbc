package io.infiniproxy.prices;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.infiniproxy.usage.TokenUsage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The prices of models, read again when their file changes. A file that cannot be used, or is deleted, leaves the prices as they
 * are, and the log says why. Threadsafe; nobody waits for another's look at the file.
 */
public final class Prices {
    private static final Logger LOG = LoggerFactory.getLogger(Prices.class);
    private static final int MAX_MODELS = 1000;
    private static final long BETWEEN_LOOKS_NANOS = Duration.ofSeconds(1).toNanos();

    private final Path file;
    private final LongSupplier clockNanos;
    private final AtomicLong nextLookNanos;
    private volatile State state;

    /** What tells a changed file; null where there is none. */
    private record Stamp(FileTime modified, long size, Object key) {}

    /** Remembers what was found for the models that are asked for: a list may be long. */
    private record State(PriceList list, Stamp stamp, Cache<String, Optional<Price>> found) {
        State(PriceList list, Stamp stamp) {
            this(list, stamp, Caffeine.newBuilder().maximumSize(MAX_MODELS).build());
        }

        Optional<Price> price(String model) {
            return found.get(model, list::find);
        }
    }

    private Prices(Path file, LongSupplier clockNanos, State state) {
        this.file = file;
        this.clockNanos = clockNanos;
        this.state = state;
        nextLookNanos = new AtomicLong(clockNanos.getAsLong() + BETWEEN_LOOKS_NANOS);
    }

    /**
     * Reads the prices.
     *
     * @param file the user's own file, which need not be there
     * @param content opens that file, or else the default one
     * @throws InvalidPricesException if they cannot be used
     */
    public static Prices open(Path file, Supplier<Optional<InputStream>> content) {
        return open(file, content, System::nanoTime);
    }

    /** Reads the prices, with a clock of one's own. */
    static Prices open(Path file, Supplier<Optional<InputStream>> content, LongSupplier clockNanos) {
        try {
            Stamp stamp = stamp(file);
            InputStream in = content.get().orElseThrow(() -> new FileNotFoundException(file.toString()));
            return new Prices(file, clockNanos, new State(read(in, file), stamp));
        } catch (IOException | RuntimeException e) {
            throw e instanceof InvalidPricesException invalid ? invalid : new InvalidPricesException(file + ": " + e);
        }
    }

    /** Returns the currency of all prices, {@code USD} for example. */
    public String currency() {
        return current().list().currency();
    }

    /**
     * Returns what the tokens cost, in billionths of the currency, by the first of the models that has a price; null where none
     * has.
     */
    public Long costNanos(List<String> models, TokenUsage tokens) {
        State current = current();
        for (String model : models) {
            Optional<Price> price = current.price(model);
            if (price.isPresent()) {
                return price.get().costNanos(tokens);
            }
        }
        return null;
    }

    /** Returns what a request that reads nothing from a cache would cost; null where the model, which may be null, has no price. */
    public Long estimateNanos(String model, long inputTokens, long outputTokens) {
        return costNanos(
                model == null ? List.of() : List.of(model), new TokenUsage(inputTokens, outputTokens, 0, 0, 0, true));
    }

    private State current() {
        long now = clockNanos.getAsLong();
        long next = nextLookNanos.get();
        if (file != null && now - next >= 0 && nextLookNanos.compareAndSet(next, now + BETWEEN_LOOKS_NANOS)) {
            look();
        }
        return state;
    }

    /** A file that is gone changes nothing: editors delete it and write it anew, and prices must not jump meanwhile. */
    private void look() {
        PriceList known = state.list();
        Stamp stamp = null;
        try {
            stamp = stamp(file);
            if (Objects.equals(stamp, state.stamp())) {
                return;
            }
            if (stamp == null) {
                throw new InvalidPricesException(file.getFileName() + " is gone; one that comes back is read");
            }
            state = new State(read(Files.newInputStream(file), file), stamp);
            LOG.info("The prices have changed and are read again from {}", file);
        } catch (IOException | RuntimeException e) {
            state = new State(known, stamp);
            LOG.error("The prices stay as they were: {}", e instanceof InvalidPricesException ? e.getMessage() : e.toString());
        }
    }

    private static PriceList read(InputStream content, Path file) throws IOException {
        try (content) {
            return PriceListReader.read(content, file.getFileName().toString());
        }
    }

    private static Stamp stamp(Path file) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }
}
