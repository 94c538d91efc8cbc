package io.infiniproxy.cli.check;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints a line for each step, without the keys, which some backends repeat in their errors. */
final class Report {
    private final PrintWriter out;
    private final List<String> secrets = new ArrayList<>();
    private boolean failed;

    Report(PrintWriter out) {
        this.out = out;
    }

    void hide(String secret) {
        if (!secret.isBlank()) {
            secrets.add(secret);
        }
    }

    void heading(String text) {
        print(text);
    }

    void passed(String step, String what) {
        print(line(step, "ok", what));
    }

    void failed(String step, String what) {
        failed = true;
        print(line(step, "FAILED", what));
    }

    void skipped(String step, String why) {
        print(line(step, "-", why));
    }

    boolean hasFailures() {
        return failed;
    }

    private static String line(String step, String result, String what) {
        String words = what.strip().replaceAll("\\s*\\R\\s*", " ");
        return String.format("  %-10s%-8s%s", step.toLowerCase(Locale.ROOT), result, words);
    }

    private void print(String line) {
        String shown = line;
        for (String secret : secrets) {
            shown = shown.replace(secret, "…");
        }
        out.println(shown);
        out.flush();
    }
}
