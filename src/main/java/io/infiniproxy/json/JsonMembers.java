package io.infiniproxy.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the members of a JSON object stand in its bytes, so that one can be read or changed while every other byte stays
 * as it is.
 */
public final class JsonMembers {
    private final byte[] json;
    private final JsonOutline outline;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();
    private int objectStart;

    private record Member(int nameStart, int valueStart, int valueEnd) {}

    private JsonMembers(byte[] json, JsonOutline outline) {
        this.json = json;
        this.outline = outline;
    }

    /**
     * Reads the members of the object that {@code json} holds.
     *
     * @throws InvalidJsonException if it is not one JSON object
     */
    public static JsonMembers of(byte[] json) {
        if (json.length == 0) {
            throw new InvalidJsonException("Expected a JSON object as the body, but the body is empty");
        }
        if (!isUtf8(json)) {
            throw new InvalidJsonException("Expected a JSON object in UTF-8 as the body, but it is in another encoding");
        }
        JsonOutline outline = JsonOutline.of(json);
        try {
            return of(json, outline);
        } catch (InvalidJsonException e) {
            if (outline.isWhole()) {
                throw e;
            }
            return of(json, JsonOutline.whole(json)); // tells where the text itself is wrong
        }
    }

    private static JsonMembers of(byte[] json, JsonOutline outline) {
        JsonMembers members = new JsonMembers(json, outline);
        try (JsonParser parser = outline.parser()) {
            members.readObject(parser);
            if (parser.nextToken() != null) {
                throw new InvalidJsonException("Expected one JSON object as the body, but more follows it");
            }
        } catch (JsonProcessingException e) {
            throw new InvalidJsonException(JsonField.notJson(e));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read JSON from memory", e);
        }
        return members;
    }

    /** The parser finds UTF-16 and UTF-32 out by the zeros that they begin with; JSON in UTF-8 has none. */
    private static boolean isUtf8(byte[] json) {
        boolean utf8 = true;
        for (int i = 0; i < Math.min(4, json.length); i++) {
            utf8 &= json[i] != 0;
        }
        return utf8;
    }

    private void readObject(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new InvalidJsonException("Expected a JSON object as the body, but it is something else");
        }
        objectStart = start(parser);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            names.add(name);
            int nameStart = start(parser);
            parser.nextToken();
            int valueStart = start(parser);
            parser.skipChildren();
            parser.finishToken();
            members.put(name, new Member(nameStart, valueStart, offset(parser.currentLocation())));
        }
    }

    private int start(JsonParser parser) {
        return offset(parser.currentTokenLocation());
    }

    private int offset(JsonLocation location) {
        return outline.realOffset((int) location.getByteOffset());
    }

    /** Returns the outline of the whole object. */
    public JsonOutline outline() {
        return outline;
    }

    /** Returns the bytes of the whole object, which nobody may change. */
    public byte[] json() {
        return json;
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    /**
     * Whether readers may differ in which member of this name they take: there are several, or there is one in other letters,
     * which some readers take for it.
     */
    public boolean isAmbiguous(String name) {
        long alike = names.stream().filter(name::equalsIgnoreCase).count();
        return alike > 1 || alike == 1 && !has(name);
    }

    /** Whether the member's value is written just so, {@code true} or {@code null} for example. */
    public boolean is(String name, String literal) {
        Member member = members.get(name);
        return member != null && value(member).equals(literal);
    }

    /** Returns the bytes of a member's value, or null when there is none. */
    public byte[] bytes(String name) {
        Member member = members.get(name);
        return member == null ? null : Arrays.copyOfRange(json, member.valueStart(), member.valueEnd());
    }

    /** Returns the text of a member that is a string, or null. */
    public String text(String name) {
        Member member = members.get(name);
        if (member == null) {
            return null;
        }
        try {
            return new JsonCursor(json, member.valueStart(), member.valueEnd() - member.valueStart()).textOrNull();
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** Returns the object with this member set; {@code value} is JSON. */
    public byte[] with(String name, String value) {
        Member member = members.get(name);
        if (member != null) {
            return splice(member.valueStart(), member.valueEnd(), value);
        }
        String separator = members.isEmpty() ? "" : ",";
        return splice(objectStart + 1, objectStart + 1, "\"" + name + "\":" + value + separator);
    }

    /** Returns the object without this member. */
    public byte[] without(String name) {
        Member member = members.get(name);
        if (member == null) {
            return json;
        }
        int comma = commaBefore(member.nameStart());
        return comma >= 0
                ? splice(comma, member.valueEnd(), "")
                : splice(member.nameStart(), afterComma(member.valueEnd()), "");
    }

    private String value(Member member) {
        return new String(json, member.valueStart(), member.valueEnd() - member.valueStart(), StandardCharsets.UTF_8);
    }

    private byte[] splice(int from, int to, String replacement) {
        byte[] inserted = replacement.getBytes(StandardCharsets.UTF_8);
        byte[] result = Arrays.copyOf(json, json.length - (to - from) + inserted.length);
        System.arraycopy(inserted, 0, result, from, inserted.length);
        System.arraycopy(json, to, result, from + inserted.length, json.length - to);
        return result;
    }

    private int commaBefore(int nameStart) {
        int i = nameStart - 1;
        while (Character.isWhitespace(json[i])) {
            i--;
        }
        return json[i] == ',' ? i : -1;
    }

    private int afterComma(int valueEnd) {
        int i = valueEnd;
        while (Character.isWhitespace(json[i])) {
            i++;
        }
        return json[i] == ',' ? i + 1 : valueEnd;
    }
}
