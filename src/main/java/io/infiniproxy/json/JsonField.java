package io.infiniproxy.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A value of a JSON body together with its path, so that an error can name it. Reads with the types that the API
 * documents; a missing value and {@code null} are the same.
 */
public final class JsonField {
    /** Enough to see a wrong word; less than a key or a prompt worth keeping secret. */
    private static final int SHOWN = 20;

    private static final int SHOWN_OF_PROBLEM = 120;

    /** What it is in; null where the path was given. */
    private final JsonField parent;
    /** Its name there, null for an element of an array; all of the path where there is no parent. */
    private final String name;
    /** Its place there, from 0 on. */
    private final int index;

    private final JsonNode value;

    private JsonField(JsonField parent, String name, int index, JsonNode value) {
        this.parent = parent;
        this.name = name;
        this.index = index;
        this.value = value;
    }

    /** A value with a path as the APIs write it, for example {@code messages.0.content}; empty for the whole body. */
    public JsonField(String path, JsonNode value) {
        this(null, path, 0, value);
    }

    /** Returns the path, which is put together only now: few are asked for, and each member of a conversation has one. */
    public String path() {
        if (parent == null) {
            return name;
        }
        String step = name == null ? Integer.toString(index) : name;
        String before = parent.path();
        return before.isEmpty() ? step : before + "." + step;
    }

    /** Returns the value; a missing node where there is none. */
    public JsonNode value() {
        return value;
    }

    /** Reads a whole body, which must be a JSON object. */
    public static JsonField ofBody(byte[] body) {
        return ofBody(JsonOutline.ofMended(body));
    }

    /** Reads a whole body, which must be a JSON object. */
    public static JsonField ofBody(JsonOutline body) {
        if (body.text().length == 0) {
            throw new InvalidJsonException("Expected a JSON object as the body, but the body is empty");
        }
        return new JsonField("", parse(body)).object();
    }

    private static JsonNode parse(JsonOutline body) {
        try {
            return Json.read(body);
        } catch (JsonProcessingException e) {
            throw new InvalidJsonException(notJson(e));
        }
    }

    /** Says where and why a body is not JSON, without an excerpt: it may hold what must not be repeated. */
    static String notJson(JsonProcessingException e) {
        return "Expected a JSON object as the body, but it is not valid JSON: " + where(e);
    }

    /** Jackson's own words without its excerpts: a body may hold what must not be repeated. */
    private static String where(JsonProcessingException e) {
        var location = e.getLocation();
        String problem = e.getOriginalMessage()
                .replaceFirst("(?s)^(Unrecognized token) '.*?'", "$1")
                .replaceFirst("(?s)\\s*\\((start marker at|for Object|for Array).*", "")
                .replaceAll("[^ -~]+", " ");
        String words = problem.length() > SHOWN_OF_PROBLEM ? problem.substring(0, SHOWN_OF_PROBLEM) + "…" : problem;
        return location == null
                ? words
                : words + " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    /** Returns the member {@code name}; it is absent when this is not an object. */
    public JsonField get(String name) {
        return new JsonField(this, name, 0, value.path(name));
    }

    public boolean isPresent() {
        return !value.isMissingNode() && !value.isNull();
    }

    public boolean isText() {
        return value.isTextual();
    }

    public boolean isArray() {
        return value.isArray();
    }

    /** Returns this field if it is an object. */
    public JsonField object() {
        if (!value.isObject()) {
            throw expected("an object");
        }
        return this;
    }

    /** Returns the elements of an array, or none when it is absent. */
    public List<JsonField> elements() {
        if (!isPresent()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw expected("an array");
        }
        List<JsonField> elements = new ArrayList<>(value.size());
        for (int i = 0; i < value.size(); i++) {
            elements.add(new JsonField(this, null, i, value.get(i)));
        }
        return elements;
    }

    /** Returns what {@code reader} makes of each element of an array; none when it is absent. */
    public <T> List<T> elements(Function<JsonField, T> reader) {
        List<JsonField> elements = elements();
        List<T> read = new ArrayList<>(elements.size());
        for (JsonField element : elements) {
            read.add(reader.apply(element));
        }
        return read;
    }

    /** Returns the text, or null when it is absent. */
    public String text() {
        if (!isPresent()) {
            return null;
        }
        if (!value.isTextual()) {
            throw expected("a string");
        }
        return value.textValue();
    }

    /** Returns the text, as it stands in the body when it is long, or null when it is absent. */
    public CharSequence longText() {
        return value instanceof RawStringNode raw ? raw.string() : text();
    }

    /** Returns the text, as it stands in the body when it is long, or {@code otherwise} when this is anything but a string. */
    public CharSequence longTextOr(String otherwise) {
        return value instanceof RawStringNode raw ? raw.string() : textOr(otherwise);
    }

    /** Returns the text, or {@code otherwise} when this is anything but a string: for fields that may not stop a request. */
    public String textOr(String otherwise) {
        return value.isTextual() ? value.textValue() : otherwise;
    }

    /** Returns the text of a field that must be there and not empty. */
    public String requiredText() {
        String text = text();
        if (text == null || text.isEmpty()) {
            throw expected("a string that is not empty");
        }
        return text;
    }

    /** Returns the integer, or null when it is absent; {@code 100.0} and {@code 1e2} are one, too. */
    public Integer integer(int atLeast) {
        if (!isPresent()) {
            return null;
        }
        double number = value.isNumber() ? value.doubleValue() : Double.NaN;
        if (number != Math.rint(number) || number < atLeast || number > Integer.MAX_VALUE) {
            throw expected("an integer >= " + atLeast);
        }
        return (int) number;
    }

    /** Returns the integer, or null when this is anything else: for fields that may not stop a request. */
    public Integer integerOrNull() {
        return value.isIntegralNumber() && value.canConvertToInt() ? value.intValue() : null;
    }

    /** Returns the number, or null when it is absent. */
    public Double number() {
        if (!isPresent()) {
            return null;
        }
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw expected("a number");
        }
        return value.doubleValue();
    }

    /** Returns the boolean, or false when it is absent. */
    public boolean bool() {
        if (!isPresent()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw expected("true or false");
        }
        return value.booleanValue();
    }

    /** Says what was expected here, and what came. */
    public InvalidJsonException expected(String what) {
        String path = path();
        return InvalidJsonException.expected(path.isEmpty() ? "body" : path, what, shown());
    }

    /** Returns the value for an error's message. Long texts are not repeated: they may be a prompt or a key. */
    public String shown() {
        if (value.isMissingNode()) {
            return "nothing";
        }
        if (value.isContainerNode()) {
            return value.isObject() ? "an object" : value.isEmpty() ? "an empty array" : "an array";
        }
        String text = value.asText();
        if (text.length() <= SHOWN) {
            return value.toString();
        }
        return value.isTextual() ? "a string of " + text.length() + " characters" : "a number of " + text.length() + " digits";
    }
}
