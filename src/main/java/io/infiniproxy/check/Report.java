package io.infiniproxy.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells each step of a check, without the keys, which some backends repeat in their errors. */
public final class Report {
    private final Output output;
    private final List<String> secrets = new ArrayList<>();
    private boolean failed;

    /** Who is told of the steps. */
    public interface Output {
        /** What follows is of this. */
        void heading(String text);

        void step(Step step);
    }

    /** What came of a step. */
    public enum Result {
        OK,
        FAILED,
        SKIPPED
    }

    /**
     * A step that was made.
     *
     * @param words what came, or what went wrong and what to do about it, in one line
     */
    public record Step(String name, Result result, String words) {}

    public Report(Output output) {
        this.output = output;
    }

    /** Keeps this out of all that is told from now on. */
    public void hide(String secret) {
        if (!secret.isBlank()) {
            secrets.add(secret);
        }
    }

    public void heading(String text) {
        output.heading(shown(text));
    }

    void passed(String step, String what) {
        tell(step, Result.OK, what);
    }

    public void failed(String step, String what) {
        failed = true;
        tell(step, Result.FAILED, what);
    }

    void skipped(String step, String why) {
        tell(step, Result.SKIPPED, why);
    }

    public boolean hasFailures() {
        return failed;
    }

    private void tell(String step, Result result, String what) {
        String words = what.strip().replaceAll("\\s*\\R\\s*", " ");
        output.step(new Step(step.toLowerCase(Locale.ROOT), result, shown(words)));
    }

    private String shown(String text) {
        String shown = text;
        for (String secret : secrets) {
            shown = shown.replace(secret, "…");
        }
        return shown;
    }
}
