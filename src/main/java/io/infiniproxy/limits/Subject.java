package io.infiniproxy.limits;

/** Whose limits they are: those of one API key, or of all keys of a user together. */
public record Subject(Kind kind, long id) {

    /** What has limits, the first locked first. */
    public enum Kind {
        API_KEY("api_key_id"),
        USER("user_id");

        private final String column;

        Kind(String column) {
            this.column = column;
        }

        /** Returns the name of its id in SQL and JSON. */
        public String column() {
            return column;
        }
    }

    public static Subject ofApiKey(long id) {
        return new Subject(Kind.API_KEY, id);
    }

    public static Subject ofUser(long id) {
        return new Subject(Kind.USER, id);
    }
}
