package io.infiniproxy.prices;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code prices.csv}: the file's own comment says what may stand in it. One instance a file; not thread-safe. */
final class PriceListReader {
    private static final List<String> COLUMNS = List.of("model", "input", "output", "cache_read", "cache_write");
    private static final int NANO_DIGITS = 9;
    private static final Pattern PRICE = Pattern.compile("(\\d{1,7})(?:\\.(\\d{1," + NANO_DIGITS + "}))?");
    private static final String CURRENCY = "currency";

    private final String file;
    private final Map<String, Price> byName = new HashMap<>();
    private final TreeMap<String, Price> byPrefix = new TreeMap<>();
    /** In which line each name stands. */
    private final Map<String, Integer> lines = new HashMap<>();
    private String currency;
    private int line;

    private PriceListReader(String file) {
        this.file = file;
    }

    /**
     * Reads a whole file.
     *
     * @param file what messages call it
     * @throws InvalidPricesException naming the line that cannot be used
     */
    static PriceList read(InputStream in, String file) throws IOException {
        PriceListReader reader = new PriceListReader(file);
        BufferedReader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String words = text.readLine(); words != null; words = text.readLine()) {
            reader.line++;
            reader.readLine(words);
        }
        return reader.list();
    }

    private PriceList list() {
        if (currency == null) {
            throw new InvalidPricesException(file + ": expected a line such as currency,USD, got none");
        }
        return new PriceList(currency, byName, byPrefix);
    }

    /** Spreadsheets save with a byte order mark, with quotes, and with commas up to the last column. */
    private void readLine(String words) {
        List<String> cells = Arrays.stream(words.replace("\ufeff", "").split(",", -1))
                .map(PriceListReader::unquoted)
                .toList();
        if (cells.getFirst().startsWith("#") || cells.stream().allMatch(String::isEmpty) || isHeading(cells)) {
            return;
        }
        if (cells.getFirst().equalsIgnoreCase(CURRENCY)) {
            readCurrency(cells);
        } else {
            readModel(cells);
        }
    }

    private static boolean isHeading(List<String> cells) {
        return cells.stream().filter(cell -> !cell.isEmpty()).toList().equals(COLUMNS);
    }

    private static String unquoted(String cell) {
        String text = cell.strip();
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1).strip() : text;
    }

    private void readCurrency(List<String> cells) {
        String name = cell(cells, 1);
        if (!name.matches("[A-Z]{3}")) {
            throw invalid("currency: expected three capital letters such as USD, got \"" + name + "\"");
        }
        if (currency != null) {
            throw invalid("currency: expected one for all prices, got a second one");
        }
        currency = name;
    }

    private void readModel(List<String> cells) {
        String model = cells.getFirst().toLowerCase(Locale.ROOT);
        if (model.isEmpty() || model.indexOf('*') >= 0 && model.indexOf('*') < model.length() - 1) {
            throw invalid("model: expected a name, with * only at its end, got \"" + cells.getFirst() + "\"");
        }
        if (cells.stream().skip(COLUMNS.size()).anyMatch(cell -> !cell.isEmpty())) {
            throw invalid("expected " + String.join(",", COLUMNS) + ", got " + cells.size() + " columns");
        }
        Integer earlier = lines.put(model, line);
        if (earlier != null) {
            throw invalid("model: expected each name once, got " + model + ", which is in line " + earlier);
        }
        Price price = price(cells);
        if (model.endsWith("*")) {
            byPrefix.put(model.substring(0, model.length() - 1), price);
        } else {
            byName.put(model, price);
        }
    }

    private Price price(List<String> cells) {
        long input = nanos(cells, 1);
        return new Price(input, nanos(cells, 2), nanos(cells, 3, input), nanos(cells, 4, input));
    }

    private long nanos(List<String> cells, int column, long otherwise) {
        return cell(cells, column).isEmpty() ? otherwise : nanos(cells, column);
    }

    private long nanos(List<String> cells, int column) {
        String text = cell(cells, column);
        Matcher price = PRICE.matcher(text);
        if (!price.matches()) {
            throw invalid(COLUMNS.get(column) + ": expected a price such as 0.25, got \"" + text + "\"");
        }
        String decimals = Objects.requireNonNullElse(price.group(2), "");
        return Long.parseLong(price.group(1) + decimals + "0".repeat(NANO_DIGITS - decimals.length()));
    }

    private static String cell(List<String> cells, int column) {
        return column < cells.size() ? cells.get(column) : "";
    }

    private InvalidPricesException invalid(String what) {
        return new InvalidPricesException(file + ", line " + line + ": " + what);
    }
}
