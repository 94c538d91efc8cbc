package io.infiniproxy.limits;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Limits as JSON, as the admin endpoints take and show them and as the database keeps them:
 *
 * <pre>{@code
 * {"requests_per_minute": 60, "tokens_per_minute": 100000, "concurrent_requests": 4,
 *  "budgets": [{"period": "day", "tokens": 1000000}, {"period": "month", "cost": 50.0}]}
 * }</pre>
 */
public final class LimitsJson {
    private static final Set<String> NAMES =
            Set.of("requests_per_minute", "tokens_per_minute", "concurrent_requests", "budgets");
    private static final Set<String> BUDGET_NAMES = Set.of("period", "tokens", "cost");
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);
    private static final BigDecimal LEAST_COST = BigDecimal.valueOf(1, 9);
    private static final BigDecimal MOST_COST = BigDecimal.valueOf(Long.MAX_VALUE, 9);

    private LimitsJson() {}

    /**
     * Reads limits; JSON null is no limits.
     *
     * @throws InvalidLimitsException naming the member that cannot be used
     */
    public static Limits read(JsonNode limits) {
        if (limits.isNull() || limits.isMissingNode()) {
            return Limits.NONE;
        }
        requireObject(limits, "limits", NAMES);
        return new Limits(
                (Integer) number(limits, "limits.", "requests_per_minute", Integer.MAX_VALUE),
                (Long) number(limits, "limits.", "tokens_per_minute", Long.MAX_VALUE),
                (Integer) number(limits, "limits.", "concurrent_requests", Integer.MAX_VALUE),
                budgets(limits.path("budgets")));
    }

    /** Reads what {@link #text} has written; null is no limits. */
    public static Limits ofText(String text) {
        if (text == null) {
            return Limits.NONE;
        }
        try {
            return read(Json.read(text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("expected limits in the database, got no JSON", e);
        }
    }

    /** Returns the limits as JSON text; null when there are none. */
    public static String text(Limits limits) {
        return limits.isNone()
                ? null
                : new String(Json.bytes(json -> write(limits, json)), StandardCharsets.UTF_8);
    }

    /** Returns the limits as a tree; JSON null when there are none. */
    public static JsonNode node(Limits limits) {
        try {
            return Json.read(Json.bytes(json -> write(limits, json)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("expected JSON, got something else", e);
        }
    }

    /** Writes the limits as an object; null when there are none. */
    public static void write(Limits limits, JsonGenerator json) throws IOException {
        if (limits.isNone()) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        writeNumber(json, "requests_per_minute", limits.requestsPerMinute());
        writeNumber(json, "tokens_per_minute", limits.tokensPerMinute());
        writeNumber(json, "concurrent_requests", limits.concurrentRequests());
        json.writeArrayFieldStart("budgets");
        for (Budget budget : limits.budgets()) {
            json.writeStartObject();
            json.writeStringField("period", budget.period().text());
            writeNumber(json, "tokens", budget.tokens());
            if (budget.costNanos() != null) {
                json.writeNumberField("cost", cost(budget.costNanos()));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static BigDecimal cost(long nanos) {
        BigDecimal cost = BigDecimal.valueOf(nanos, 9).stripTrailingZeros();
        return cost.scale() < 0 ? cost.setScale(0) : cost;
    }

    private static void writeNumber(JsonGenerator json, String name, Number number) throws IOException {
        if (number != null) {
            json.writeNumberField(name, number.longValue());
        }
    }

    private static List<Budget> budgets(JsonNode budgets) {
        if (budgets.isNull() || budgets.isMissingNode()) {
            return List.of();
        }
        if (!budgets.isArray()) {
            throw new InvalidLimitsException("limits.budgets: expected an array, got " + budgets);
        }
        List<Budget> read = new ArrayList<>();
        for (JsonNode budget : budgets) {
            read.add(budget(budget, "limits.budgets[" + read.size() + "]"));
        }
        return read;
    }

    private static Budget budget(JsonNode budget, String path) {
        requireObject(budget, path, BUDGET_NAMES);
        Long tokens = (Long) number(budget, path + ".", "tokens", Long.MAX_VALUE);
        Long costNanos = costNanos(budget.path("cost"), path);
        if ((tokens == null) == (costNanos == null)) {
            throw new InvalidLimitsException(path + ": expected either tokens or cost, got " + budget);
        }
        return new Budget(period(budget.path("period"), path), tokens, costNanos);
    }

    private static Period period(JsonNode period, String path) {
        return Arrays.stream(Period.values())
                .filter(known -> known.text().equals(period.textValue()))
                .findFirst()
                .orElseThrow(() -> new InvalidLimitsException(
                        path + ".period: expected day, week, month or total, got " + shown(period)));
    }

    private static Long costNanos(JsonNode cost, String path) {
        if (cost.isNull() || cost.isMissingNode()) {
            return null;
        }
        if (!cost.isNumber() || !isWithin(cost.decimalValue(), LEAST_COST, MOST_COST)) {
            throw new InvalidLimitsException(path + ".cost: expected a number of at least 0.000000001, got " + shown(cost));
        }
        return cost.decimalValue().multiply(NANOS).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    /** Comparing is cheap for any exponent; what comes after it, only for numbers of a size to work with. */
    private static boolean isWithin(BigDecimal number, BigDecimal least, BigDecimal most) {
        return number.compareTo(least) >= 0 && number.compareTo(most) <= 0;
    }

    /** An Integer where {@code most} is one's, else a Long; null when it is not there. {@code 1000.0} and {@code 1e3} are one, too. */
    private static Number number(JsonNode object, String path, String name, long most) {
        JsonNode number = object.path(name);
        if (number.isNull() || number.isMissingNode()) {
            return null;
        }
        if (!number.isNumber() || !isInteger(number.decimalValue(), most)) {
            throw new InvalidLimitsException(path + name + ": expected an integer above 0, got " + shown(number));
        }
        if (most == Integer.MAX_VALUE) {
            return number.decimalValue().intValueExact();
        }
        return number.decimalValue().longValueExact();
    }

    private static boolean isInteger(BigDecimal number, long most) {
        return isWithin(number, BigDecimal.ONE, BigDecimal.valueOf(most)) && number.stripTrailingZeros().scale() <= 0;
    }

    private static void requireObject(JsonNode node, String path, Set<String> names) {
        if (!node.isObject()) {
            throw new InvalidLimitsException(path + ": expected an object, got " + shown(node));
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!names.contains(member.getKey())) {
                throw new InvalidLimitsException(path + ": expected "
                        + names.stream().sorted().collect(Collectors.joining(", ")) + ", got " + member.getKey());
            }
        }
    }

    private static String shown(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.toString();
    }
}
