package io.infiniproxy.backend;

import io.infiniproxy.json.JsonMembers;
import java.nio.charset.StandardCharsets;

/** A change to a request's body that makes a backend take it. Every other byte stays. */
public sealed interface BodyEdit {

    /** Returns the name of the member that is changed. */
    String name();

    /** Returns the body with the change made; the body itself where there is nothing to change. */
    byte[] apply(byte[] body);

    /** The backend does not know a member, or does not take it for this model. */
    record Remove(String name) implements BodyEdit {
        @Override
        public byte[] apply(byte[] body) {
            return JsonMembers.of(body).without(name);
        }
    }

    /** The backend knows the member under another name. */
    record Rename(String name, String newName) implements BodyEdit {
        @Override
        public byte[] apply(byte[] body) {
            JsonMembers members = JsonMembers.of(body);
            if (!members.has(name)) {
                return body;
            }
            String value = new String(members.bytes(name), StandardCharsets.UTF_8);
            return JsonMembers.of(members.without(name)).with(newName, value);
        }
    }

    /** The backend takes a number only up to a limit. */
    record Limit(String name, long most) implements BodyEdit {
        @Override
        public byte[] apply(byte[] body) {
            JsonMembers members = JsonMembers.of(body);
            byte[] value = members.bytes(name);
            boolean over = value != null && new String(value, StandardCharsets.US_ASCII).matches("\\d+")
                    && Long.parseLong(new String(value, StandardCharsets.US_ASCII)) > most;
            return over ? members.with(name, Long.toString(most)) : body;
        }
    }
}
