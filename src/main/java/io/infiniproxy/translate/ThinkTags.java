package io.infiniproxy.translate;

import java.util.function.Consumer;

/**
 * Takes {@code <think>…</think>} at the start of an answer's text for thinking. The tags may be cut anywhere; without the
 * second one all is thinking. Later tags are text: a user may have asked for them. One instance an answer; not thread-safe.
 *
 * @see <a href="https://github.com/farion1231/cc-switch/issues/7282">cc-switch#7282: tags in the text</a>
 * @see <a href="https://github.com/router-for-me/CLIProxyAPI/issues/2803">CLIProxyAPI#2803: tags that were asked for</a>
 */
final class ThinkTags {
    private static final String START = "<think>";
    private static final String END = "</think>";

    private enum State {
        BEFORE,
        BEFORE_THINKING,
        THINKING,
        BEFORE_TEXT,
        TEXT
    }

    private final Consumer<String> thinking;
    private final Consumer<String> text;
    private final StringBuilder held = new StringBuilder();
    private State state;

    /** Without {@code enabled} everything is text. */
    ThinkTags(boolean enabled, Consumer<String> thinking, Consumer<String> text) {
        this.state = enabled ? State.BEFORE : State.TEXT;
        this.thinking = thinking;
        this.text = text;
    }

    /** Passes on what {@code piece} makes certain. */
    void accept(String piece) {
        if (state == State.TEXT && held.isEmpty()) {
            text.accept(piece);
            return;
        }
        held.append(piece);
        State before;
        do {
            before = state;
            state = next();
        } while (state != before);
    }

    /** Passes on what is held: no tag follows in it. */
    void end() {
        pass(state == State.THINKING ? thinking : text, held.length());
        held.setLength(0);
        state = state == State.BEFORE ? State.TEXT : state;
    }

    private State next() {
        return switch (state) {
            case BEFORE -> beforeTag();
            case BEFORE_THINKING -> dropBlank() ? State.THINKING : state;
            case THINKING -> upToEndTag();
            case BEFORE_TEXT -> dropBlank() ? State.TEXT : state;
            case TEXT -> {
                pass(text, held.length());
                yield state;
            }
        };
    }

    private State beforeTag() {
        String start = held.toString().stripLeading();
        if (start.startsWith(START)) {
            held.delete(0, held.indexOf(START) + START.length());
            return State.BEFORE_THINKING;
        }
        return START.startsWith(start) ? state : State.TEXT;
    }

    /** Blank thinking is none: models that do not think send the tags with a line break between them. */
    private boolean dropBlank() {
        int length = held.length() - held.toString().stripLeading().length();
        held.delete(0, length);
        return !held.isEmpty();
    }

    private State upToEndTag() {
        int end = held.indexOf(END);
        if (end >= 0) {
            pass(thinking, end);
            held.delete(0, END.length());
            return State.BEFORE_TEXT;
        }
        pass(thinking, held.length() - beginningOfEndTag());
        return state;
    }

    /** How many of the last characters could begin the tag. */
    private int beginningOfEndTag() {
        int length = Math.min(END.length() - 1, held.length());
        while (!END.startsWith(held.substring(held.length() - length))) {
            length--;
        }
        return length;
    }

    private void pass(Consumer<String> to, int length) {
        if (length > 0) {
            to.accept(held.substring(0, length));
            held.delete(0, length);
        }
    }
}
