package io.infiniproxy.usage.report;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lines of CSV that are safe to open in a spreadsheet. */
public final class CsvLine {
    /**
     * How a formula may begin.
     *
     * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP: CSV Injection</a>
     */
    private static final String FORMULA_BEGINS = "=+-@\t\r\n";

    /** A cell with one of these stands in quotes. */
    private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",\r\n\t]|^'|^ | $");

    private CsvLine() {}

    /** Returns the cells as one line of UTF-8; null is an empty cell. */
    public static byte[] of(Collection<?> cells) {
        return cells.stream()
                .map(CsvLine::cell)
                .collect(Collectors.joining(",", "", "\r\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String cell(Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number.toPlainString();
            case String text -> quoted(guarded(text));
            default -> value.toString();
        };
    }

    /** A quotation mark in front makes a text of what a spreadsheet would run. */
    private static String guarded(String text) {
        return !text.isEmpty() && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String text) {
        return NEEDS_QUOTES.matcher(text).find() ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }
}
