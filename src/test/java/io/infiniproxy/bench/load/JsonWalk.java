package io.infiniproxy.bench.load;

import java.nio.charset.StandardCharsets;

/** Walks over a JSON text and shows the values of interest, without making any object: the load tool must cost little. */
final class JsonWalk {
    private final JsonPaths paths;
    private final Visitor visitor;
    private byte[] json;
    private int at;
    private int end;

    /** Is shown the values at {@link JsonPaths}. */
    interface Visitor {
        /** A string: what is between its quotes, escapes as they are. */
        void string(int path, byte[] json, int from, int to);

        /** A number, true or false; not null, which is as if the member were not there. */
        void scalar(int path, byte[] json, int from, int to);

        /** An object begins that may be of interest. */
        default void object(int path) {}
    }

    JsonWalk(JsonPaths paths, Visitor visitor) {
        this.paths = paths;
        this.visitor = visitor;
    }

    /** Walks over one JSON text, which fills these bytes. */
    void walk(byte[] bytes, int from, int to) {
        json = bytes;
        at = from;
        end = to;
        value(JsonPaths.ROOT);
        skipSpace();
        if (at != end) {
            throw wrong("the end of the JSON");
        }
    }

    private void value(int path) {
        switch (next()) {
            case '{' -> object(path);
            case '[' -> array(path);
            case '"' -> {
                int from = at;
                skipString();
                if (path != JsonPaths.ELSEWHERE) {
                    visitor.string(path, json, from, at - 1);
                }
            }
            default -> scalar(path);
        }
    }

    private void object(int path) {
        if (path != JsonPaths.ELSEWHERE) {
            visitor.object(path);
        }
        int separator = next();
        while (separator != '}') {
            expect(separator, '"');
            int from = at;
            skipString();
            int child = paths.child(path, json, from, at - 1);
            expect(next(), ':');
            value(child);
            separator = next();
            if (separator == ',') {
                separator = next();
                if (separator == '}') {
                    throw wrong("a member");
                }
            } else {
                expect(separator, '}');
            }
        }
    }

    private void array(int path) {
        skipSpace();
        if (at < end && json[at] == ']') {
            at++;
            return;
        }
        int separator;
        do {
            value(path);
            separator = next();
        } while (separator == ',');
        expect(separator, ']');
    }

    private void scalar(int path) {
        int from = at - 1;
        while (at < end && isPartOfScalar(json[at])) {
            at++;
        }
        if (!isPartOfScalar(json[from])) {
            throw wrong("a value");
        }
        if (path != JsonPaths.ELSEWHERE && json[from] != 'n') {
            visitor.scalar(path, json, from, at);
        }
    }

    private static boolean isPartOfScalar(byte letter) {
        return letter >= '0' && letter <= '9' || letter >= 'a' && letter <= 'z' || letter == '-' || letter == '+' || letter == '.'
                || letter == 'E';
    }

    /** Begins behind the first quote, ends behind the last. */
    private void skipString() {
        while (at < end) {
            byte letter = json[at++];
            if (letter == '"') {
                return;
            }
            if (letter == '\\') {
                at++;
            }
        }
        throw wrong("the end of a string");
    }

    private int next() {
        skipSpace();
        if (at >= end) {
            throw wrong("more");
        }
        return json[at++];
    }

    private void skipSpace() {
        while (at < end && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
            at++;
        }
    }

    private void expect(int letter, char expected) {
        if (letter != expected) {
            throw wrong("'" + expected + "'");
        }
    }

    private WrongAnswerException wrong(String expected) {
        int from = Math.max(0, at - 80);
        return new WrongAnswerException("JSON: expected " + expected + " after "
                + new String(json, from, Math.min(at, end) - from, StandardCharsets.UTF_8));
    }
}
