package io.infiniproxy.translate;

import io.infiniproxy.anthropic.ContentBlock;
import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.anthropic.Tool;
import io.infiniproxy.translate.Change.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Collects what the translation of one request changes and drops. Paths are found only when someone asks for the list: of most
 * requests just the kinds are counted. One instance a request; not thread-safe.
 */
public final class Changes {
    /** {@code where} is a path, a block or a tool of the request. */
    private record Note(Kind kind, Object where, String member, Reason reason, Object[] values) {}

    private List<Note> notes = List.of();

    /** Notes a change of what stands at {@code path}. */
    public void note(Kind kind, String path, Reason reason, Object... values) {
        add(new Note(kind, path, "", reason, values));
    }

    /** Notes a change of a block of the request; a block that was not in it is said to be in its messages. */
    void note(Kind kind, ContentBlock block, Reason reason, Object... values) {
        add(new Note(kind, block, "", reason, values));
    }

    /** Notes a change of a tool, or of a member of it; {@code member} is empty, or begins with a dot. */
    void note(Kind kind, Tool tool, String member, Reason reason, Object... values) {
        add(new Note(kind, tool, member, reason, values));
    }

    private void add(Note note) {
        notes = notes.isEmpty() ? new ArrayList<>() : notes;
        notes.add(note);
    }

    public boolean isEmpty() {
        return notes.isEmpty();
    }

    /** Tells the kind of each change. */
    public void forEachKind(Consumer<Kind> consumer) {
        for (Note note : notes) {
            consumer.accept(note.kind());
        }
    }

    /** Returns the changes in the order in which they were made; {@code request} is the one that was translated. */
    public List<Change> list(MessagesRequest request) {
        BlockPaths paths = BlockPaths.of(request);
        return notes.stream()
                .map(note -> new Change(note.kind(), path(note.where(), paths) + note.member(), note.reason(), texts(note.values())))
                .toList();
    }

    private static List<String> texts(Object[] values) {
        return Arrays.stream(values).map(String::valueOf).toList();
    }

    private static String path(Object where, BlockPaths paths) {
        return switch (where) {
            case ContentBlock block -> paths.of(block);
            case Tool tool -> "tools[" + tool.index() + "]";
            default -> where.toString();
        };
    }
}
