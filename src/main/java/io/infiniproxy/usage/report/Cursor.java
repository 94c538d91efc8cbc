package io.infiniproxy.usage.report;

import java.util.regex.Pattern;

/** A place in the list of records, between two pages: that of the last record of the page before. */
public record Cursor(String timestamp, long id) {
    private static final Pattern TEXT = Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z)_(\\d{1,18})");

    /**
     * Reads the text of a cursor.
     *
     * @throws InvalidReportException if it is none
     */
    public static Cursor parse(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new InvalidReportException("before: expected the next_before of the page before, got \"" + text + "\"");
        }
        return new Cursor(parts.group(1), Long.parseLong(parts.group(2)));
    }

    /** Returns the text that clients hand back. */
    public String text() {
        return timestamp + "_" + id;
    }
}
