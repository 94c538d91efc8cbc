package io.infiniproxy.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.infiniproxy.json.InvalidJsonException;
import io.infiniproxy.json.JsonField;
import io.infiniproxy.route.ReadMessagesRequest;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;
import org.apache.camel.Exchange;

/**
 * The values of an admin request, from a JSON body or the query. Where both have one of the same name, the body's counts.
 * Errors say which value is wrong, and how.
 */
final class RequestValues {
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
                throw refused("notInteger", name);
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
            throw refused("notInteger", name);
        }
    }

    private RefusedException refused(String reason, Object... values) {
        return new RefusedException(400, texts.get(reason, values));
    }
}
