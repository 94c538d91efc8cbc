package io.infiniproxy.prices;

import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * Prices by the names of models, in lower case. Immutable.
 *
 * @param currency as the file names it, {@code USD} for example
 * @param byName prices of one model each
 * @param byPrefix prices of all models whose names begin so
 */
record PriceList(String currency, Map<String, Price> byName, NavigableMap<String, Price> byPrefix) {
    /**
     * Returns the price of a model. {@code openai/gpt-5} is also looked for as {@code gpt-5}; a whole name counts before a
     * prefix, and a longer prefix before a shorter one.
     */
    Optional<Price> find(String model) {
        String name = model.strip().toLowerCase(Locale.ROOT);
        String bareName = name.substring(name.lastIndexOf('/') + 1);
        Price price = byName.getOrDefault(name, byName.get(bareName));
        return price == null ? longestPrefix(name, bareName) : Optional.of(price);
    }

    private Optional<Price> longestPrefix(String name, String bareName) {
        return byPrefix.descendingMap().entrySet().stream()
                .filter(entry -> name.startsWith(entry.getKey()) || bareName.startsWith(entry.getKey()))
                .max((one, other) -> Integer.compare(one.getKey().length(), other.getKey().length()))
                .map(Map.Entry::getValue);
    }
}
