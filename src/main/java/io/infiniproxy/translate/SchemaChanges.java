package io.infiniproxy.translate;

import io.infiniproxy.translate.Change.Kind;
import java.util.Set;
import java.util.TreeSet;

/** What was done to one JSON Schema. One instance a schema. */
final class SchemaChanges {
    private Set<String> removed = Set.of();
    private Set<String> rewritten = Set.of();

    /** Who is told of the changes. */
    @FunctionalInterface
    interface Noted {
        void note(Kind kind, Reason reason, String keywords);
    }

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
    void tell(Noted note) {
        if (!removed.isEmpty()) {
            note.note(Kind.SCHEMA_KEYWORD, Reason.KEYWORD_REFUSED, String.join(", ", removed));
        }
        if (!rewritten.isEmpty()) {
            note.note(Kind.SCHEMA, Reason.KEYWORD_REWRITTEN, String.join(", ", rewritten));
        }
    }
}
