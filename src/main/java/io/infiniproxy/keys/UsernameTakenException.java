package io.infiniproxy.keys;

/** There is a user of this name already, active or not. */
public final class UsernameTakenException extends RuntimeException {
    private final String username;

    public UsernameTakenException(String username) {
        super("username: expected a name that no user has, got \"" + username + "\"");
        this.username = username;
    }

    /** Returns the name that was asked for. */
    public String username() {
        return username;
    }
}
