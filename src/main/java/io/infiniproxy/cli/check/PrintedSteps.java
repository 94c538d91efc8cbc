package io.infiniproxy.cli.check;

import io.infiniproxy.check.Report;
import java.io.PrintWriter;

/** Prints a line for each step of a check. */
record PrintedSteps(PrintWriter out) implements Report.Output {
    @Override
    public void heading(String text) {
        print(text);
    }

    @Override
    public void step(Report.Step step) {
        print(String.format("  %-10s%-8s%s", step.name(), mark(step.result()), step.words()));
    }

    private static String mark(Report.Result result) {
        return switch (result) {
            case OK -> "ok";
            case FAILED -> "FAILED";
            case SKIPPED -> "-";
        };
    }

    private void print(String line) {
        out.println(line);
        out.flush();
    }
}
