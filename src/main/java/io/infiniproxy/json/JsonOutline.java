package io.infiniproxy.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A JSON text without its long strings: they stay where they are, and each is named in the outline by a short string. So a parser
 * goes over the hundredth of a conversation that it has to understand.
 */
public final class JsonOutline {
    /** What is shorter is parsed as quickly as found. */
    private static final int LONG_BYTES = 256;

    /** What a name begins with: U+FFFF, which is no character. */
    private static final char NAME = '\uffff';

    private static final byte[] NAME_BYTES = {(byte) 0xef, (byte) 0xbf, (byte) 0xbf};

    private final byte[] json;
    private final byte[] outline;
    private final List<RawString> strings;
    private final List<Place> places;
    private final boolean hadLoneSurrogates;

    /** Where a string is named in the outline, and where it stands in the text; all of it with the quotation marks. */
    private record Place(int start, int end, int realStart, int realEnd) {}

    private JsonOutline(byte[] json, byte[] outline, List<RawString> strings, List<Place> places, boolean hadLoneSurrogates) {
        this.json = json;
        this.outline = outline;
        this.strings = strings;
        this.places = places;
        this.hadLoneSurrogates = hadLoneSurrogates;
    }

    /**
     * Returns the outline of a JSON text in which {@link LoneSurrogates} are replaced. They are looked for only where the outline cannot be
     * made: where it can there are none.
     */
    public static JsonOutline ofMended(byte[] json) {
        Scan scan = new Scan(json);
        if (json.length > LONG_BYTES && scan.run()) {
            return scan.outline(false);
        }
        byte[] mended = LoneSurrogates.replace(json);
        return mended == json ? whole(json) : of(mended, true);
    }

    /** Returns the outline of a JSON text; of what may be none, or cannot be outlined, as surrogates without partners cannot, all of it. */
    public static JsonOutline of(byte[] json) {
        return of(json, false);
    }

    private static JsonOutline of(byte[] json, boolean hadLoneSurrogates) {
        Scan scan = new Scan(json);
        return json.length > LONG_BYTES && scan.run() ? scan.outline(hadLoneSurrogates) : whole(json, hadLoneSurrogates);
    }

    /** Returns an outline that leaves nothing out. */
    static JsonOutline whole(byte[] json) {
        return whole(json, false);
    }

    private static JsonOutline whole(byte[] json, boolean hadLoneSurrogates) {
        return new JsonOutline(json, json, List.of(), List.of(), hadLoneSurrogates);
    }

    /** Returns the text that it is the outline of. */
    byte[] text() {
        return json;
    }

    /** Returns whether {@link #ofMended} has replaced any. */
    public boolean hadLoneSurrogates() {
        return hadLoneSurrogates;
    }

    /** Returns the bytes to be parsed. */
    byte[] bytes() {
        return outline;
    }

    /** Returns a parser of the outline, which is before its first token. */
    public JsonParser parser() throws IOException {
        return Json.parser(outline, 0, outline.length);
    }

    /** Returns the string that {@link #parser()} is at, as it stands in the text when it is long. */
    public CharSequence text(JsonParser parser) throws IOException {
        String text = parser.getText();
        RawString named = stringNamed(text);
        return named == null ? text : named;
    }

    /** Returns whether nothing was left out. */
    boolean isWhole() {
        return outline == json;
    }

    /** Returns the string that this one of the outline names, or null when it is a string of its own. */
    private RawString stringNamed(String name) {
        boolean isName = !strings.isEmpty() && !name.isEmpty() && name.charAt(0) == NAME;
        return isName ? strings.get(Integer.parseInt(name, 1, name.length(), Character.MAX_RADIX)) : null;
    }

    /** Returns where in the text that stands which begins or ends there in the outline. */
    int realOffset(int offset) {
        int low = 0;
        int high = places.size();
        while (low < high) {
            int middle = low + high >>> 1;
            if (places.get(middle).start() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            return offset;
        }
        Place before = places.get(low - 1);
        return offset - before.end() + before.realEnd();
    }

    /** Returns the tree that the outline was parsed to with the long strings in it, as they stand in the text. */
    JsonNode filled(JsonNode tree) {
        switch (tree) {
            case ObjectNode object -> {
                for (Map.Entry<String, JsonNode> member : object.properties()) {
                    member.setValue(filled(member.getValue()));
                }
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, filled(array.get(i)));
                }
            }
            default -> {
                RawString named = tree.isTextual() ? stringNamed(tree.textValue()) : null;
                return named == null ? tree : new RawStringNode(named);
            }
        }
        return tree;
    }

    /** One pass over a text. */
    private static final class Scan {
        private final ByteArrayOutputStream outline = new ByteArrayOutputStream();
        private final List<RawString> strings = new ArrayList<>();
        private final List<Place> places = new ArrayList<>();
        private final byte[] json;
        private int copied;

        Scan(byte[] json) {
            this.json = json;
        }

        boolean run() {
            int i = 0;
            while (i < json.length) {
                if (json[i] != '"') {
                    i++;
                    continue;
                }
                int end = StringBytes.end(json, i + 1);
                if (end < 0 || isNamedAlike(i + 1)) {
                    return false;
                }
                if (end - i > LONG_BYTES && !isName(end + 1)) {
                    leaveOut(i, end + 1);
                }
                i = end + 1;
            }
            outline.write(json, copied, json.length - copied);
            return true;
        }

        JsonOutline outline(boolean hadLoneSurrogates) {
            return strings.isEmpty()
                    ? whole(json, hadLoneSurrogates)
                    : new JsonOutline(json, outline.toByteArray(), strings, places, hadLoneSurrogates);
        }

        private void leaveOut(int start, int end) {
            outline.write(json, copied, start - copied);
            int outlineStart = outline.size();
            byte[] name = ("\"" + NAME + Integer.toString(strings.size(), Character.MAX_RADIX) + "\"").getBytes(StandardCharsets.UTF_8);
            outline.write(name, 0, name.length);
            places.add(new Place(outlineStart, outline.size(), start, end));
            strings.add(new RawString(json, start + 1, end - 1));
            copied = end;
        }

        /** A string in the text that would be taken for one of ours. */
        private boolean isNamedAlike(int start) {
            byte first = json[start]; // a string that has an end has one
            return first == NAME_BYTES[0] && json[start + 1] == NAME_BYTES[1] && json[start + 2] == NAME_BYTES[2]
                    || first == '\\' && json[start + 1] == 'u' && StringBytes.codeUnit(json, start) == NAME;
        }

        /** The name of a member has a colon behind it. */
        private boolean isName(int end) {
            int i = end;
            while (i < json.length && json[i] <= ' ' && json[i] > 0) {
                i++;
            }
            return i < json.length && json[i] == ':';
        }
    }
}
