package io.infiniproxy.keys;

/** No row has this id. */
public final class UnknownIdException extends RuntimeException {
    private final String field;
    private final long id;

    /** Names the field that held the id, as the client knows it, such as {@code user_id}. */
    public UnknownIdException(String field, long id) {
        super(field + ": expected an id that exists, got " + id);
        this.field = field;
        this.id = id;
    }

    /** Returns the field that held the id. */
    public String field() {
        return field;
    }

    /** Returns the id that was not found. */
    public long id() {
        return id;
    }
}
