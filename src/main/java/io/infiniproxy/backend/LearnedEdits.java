package io.infiniproxy.backend;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the backend has taught about its models by refusing requests: kept, so that each lesson costs one refusal. Threadsafe.
 */
public final class LearnedEdits {
    private static final Logger LOG = LoggerFactory.getLogger(LearnedEdits.class);
    private static final int MAX_MODELS = 1000;

    private final Cache<String, Set<BodyEdit>> models =
            Caffeine.newBuilder().maximumSize(MAX_MODELS).build();

    /** Remembers a change for all further requests for {@code model}. */
    public void learn(String model, BodyEdit edit) {
        LOG.info("Requests for {} go out with {} from now on: the backend refused one for it", shown(model), edit);
        models.asMap().merge(model, Set.of(edit), (known, one) -> {
            Set<BodyEdit> all = new LinkedHashSet<>(known);
            all.addAll(one);
            return Set.copyOf(all);
        });
    }

    /** Whether this change has been learned for {@code model}. */
    public boolean knows(String model, BodyEdit edit) {
        Set<BodyEdit> edits = models.getIfPresent(model);
        return edits != null && edits.contains(edit);
    }

    /**
     * Returns the body as {@code model} is known to take it; the body itself where nothing is known.
     *
     * @param applied is told of each edit that changed the body
     */
    public byte[] apply(String model, byte[] body, Consumer<BodyEdit> applied) {
        Set<BodyEdit> edits = models.getIfPresent(model);
        byte[] edited = body;
        if (edits != null) {
            for (BodyEdit edit : edits) {
                byte[] before = edited;
                edited = edit.apply(before);
                if (edited != before) {
                    applied.accept(edit);
                }
            }
        }
        return edited;
    }

    /** A client's text must not make lines of its own in the log. */
    private static String shown(String model) {
        return model.replaceAll("\\p{Cntrl}", "?");
    }
}
