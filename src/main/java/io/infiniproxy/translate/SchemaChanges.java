package io.infiniproxy.translate;

import io.infiniproxy.translate.Change.Kind;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** What was done to one JSON Schema. One instance a schema. */
final class SchemaChanges {
    private Set<String> removed = Set.of();
    private Set<String> rewritten = Set.of();

    /** A keyword that the backend would refuse is gone. */
    void removed(String keyword) {
        removed = removed.isEmpty() ? new TreeSet<>() : removed;
        removed.add(keyword);
    }

    /** What a keyword says is said in another way. */
    void rewritten(String keyword) {
        rewritten = rewritten.isEmpty() ? new TreeSet<>() : rewritten;
        rewritten.add(keyword);
    }

    /** Tells the changes, each once, however often it was made. */
    void tell(BiConsumer<Kind, String> note) {
        if (!removed.isEmpty()) {
            note.accept(Kind.SCHEMA_KEYWORD, "Removed, as backends refuse it: " + String.join(", ", removed));
        }
        if (!rewritten.isEmpty()) {
            note.accept(Kind.SCHEMA, "Written in the way that backends take: " + String.join(", ", rewritten));
        }
    }
}
