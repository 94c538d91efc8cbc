package io.infiniproxy.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.infiniproxy.json.InvalidJsonException;
import io.infiniproxy.json.JsonField;
import io.infiniproxy.limits.InvalidLimitsException;
import io.infiniproxy.limits.Limits;
import io.infiniproxy.limits.LimitsJson;
import io.infiniproxy.route.ReadMessagesRequest;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.Exchange;

/**
 * The values of an admin request, from a JSON body or the query. Where both have one of the same name, the body's counts.
 * Errors say which value is wrong, and how.
 */
final class RequestValues {
    static final int MAX_NOTE_LENGTH = 1_000;

    private static final int MAX_MODELS = 100;
    private static final int MAX_MODEL_LENGTH = 200;

    private final ClientConnection client;
    private final AdminTexts texts;
    private final JsonField body;
    private final boolean hasQuery;

    private RequestValues(ClientConnection client, JsonField body, boolean hasQuery) {
        this.client = client;
        this.texts = AdminTexts.of(client);
        this.body = body;
        this.hasQuery = hasQuery;
    }

    /** Reads the body, if there is one, and the query. */
    static RequestValues of(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        byte[] body = ReadMessagesRequest.body(exchange);
        JsonField fields = body.length == 0 ? empty() : read(body, client);
        return new RequestValues(client, fields, true);
    }

    /** Reads the body alone, which must be there: for secrets, which have no place in a URL. */
    static RequestValues ofBody(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        return new RequestValues(client, read(ReadMessagesRequest.body(exchange), client), false);
    }

    private static JsonField empty() {
        return new JsonField("", JsonNodeFactory.instance.objectNode());
    }

    private static JsonField read(byte[] body, ClientConnection client) {
        try {
            return JsonField.ofBody(body);
        } catch (InvalidJsonException e) {
            throw new RefusedException(400, AdminTexts.of(client).get("invalidBody", e.getMessage()));
        }
    }

    /** Returns a text without blanks around it, or null when there is none. */
    String text(String name, int maxLength) {
        JsonNode value = body.get(name).value();
        if (isThere(value) && !value.isTextual()) {
            throw refused("notText", name);
        }
        String text = isThere(value) ? value.textValue() : parameter(name);
        return text == null || text.isBlank() ? null : checked(name, text.strip(), maxLength);
    }

    /** Returns a text without blanks around it, of which something must be left. */
    String requiredText(String name, int maxLength) {
        String text = text(name, maxLength);
        if (text == null) {
            throw refused("missing", name);
        }
        return text;
    }

    /** Returns an id, or null when there is none. */
    Long id(String name) {
        JsonNode value = body.get(name).value();
        if (isThere(value)) {
            if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                throw refused("notInteger", name, body.get(name).shown());
            }
            return value.longValue();
        }
        String text = parameter(name);
        return text == null || text.isBlank() ? null : parsed(name, text.strip());
    }

    /** Returns an id that must be there. */
    long requiredId(String name) {
        Long id = id(name);
        if (id == null) {
            throw refused("missing", name);
        }
        return id;
    }

    /**
     * Refuses a body with any member but these: one that is spelled wrong would be a limit that does not hold.
     *
     * @param names all that are known
     */
    void requireOnly(List<String> names) {
        body.value().fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw refused("unknownMember", String.join(", ", names), name);
            }
        });
    }

    /** Returns what {@code read} makes of a value, if the request names it; null in a body names it, too. */
    <T> Given<T> given(String name, Function<String, T> read) {
        boolean isGiven = body.value().has(name) || parameter(name) != null;
        return new Given<>(isGiven, isGiven ? read.apply(name) : null);
    }

    /** Returns true or false, of which one must be there. */
    boolean requiredFlag(String name) {
        String text = body.value().has(name) ? body.get(name).value().toString() : parameter(name);
        return switch (String.valueOf(text)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refused("notFlag", name);
        };
    }

    /** Returns an integer of a range, or {@code otherwise} when there is none. */
    int integer(String name, int least, int most, int otherwise) {
        Long value = id(name);
        if (value == null) {
            return otherwise;
        }
        if (value < least || value > most) {
            throw refused("notInRange", name, least, most, value);
        }
        return value.intValue();
    }

    /** Returns a moment as the database keeps times, or null when there is none. Without a zone it is in UTC. */
    String time(String name) {
        String text = text(name, MAX_NOTE_LENGTH);
        try {
            return text == null ? null : IsoTime.utc(text);
        } catch (DateTimeException e) {
            throw refused("notTime", name, text);
        }
    }

    /** Returns names of models from the body, or null when there are none. */
    List<String> models(String name) {
        JsonNode value = inBody(name);
        if (value.isNull()) {
            return null;
        }
        if (!value.isArray() || value.isEmpty() || value.size() > MAX_MODELS) {
            throw refused("notModels", name, MAX_MODELS);
        }
        List<String> models = new ArrayList<>();
        value.forEach(model -> models.add(model(name, model)));
        return models;
    }

    private String model(String name, JsonNode model) {
        if (!model.isTextual() || model.textValue().isBlank()) {
            throw refused("notModels", name, MAX_MODELS);
        }
        return checked(name, model.textValue().strip(), MAX_MODEL_LENGTH);
    }

    /** What has a structure has no place in a query; there it must not be taken for none. */
    private JsonNode inBody(String name) {
        JsonNode value = body.get(name).value();
        if (value.isMissingNode()) {
            throw refused("onlyInBody", name);
        }
        return value;
    }

    /** Returns limits from the body. */
    Limits limits(String name) {
        try {
            return LimitsJson.read(inBody(name));
        } catch (InvalidLimitsException e) {
            throw refused("invalidLimits", e.getMessage());
        }
    }

    private static boolean isThere(JsonNode value) {
        return !value.isMissingNode() && !value.isNull();
    }

    private String parameter(String name) {
        return hasQuery ? client.request().parameter(name) : null;
    }

    private String checked(String name, String text, int maxLength) {
        int length = text.codePointCount(0, text.length());
        if (length > maxLength) {
            throw refused("tooLong", name, maxLength, length);
        }
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            throw refused("controlCharacter", name);
        }
        return text;
    }

    private long parsed(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw refused("notInteger", name, new JsonField(name, TextNode.valueOf(text)).shown());
        }
    }

    private RefusedException refused(String reason, Object... values) {
        return new RefusedException(400, texts.get(reason, values));
    }
}
