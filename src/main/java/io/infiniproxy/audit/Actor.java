package io.infiniproxy.audit;

/** Who makes an administrative change. */
public enum Actor {
    /** Whoever sends the admin token. */
    ADMIN("admin"),
    /** Whoever is signed in to the admin page, or tries to be. */
    ADMIN_PAGE("admin page"),
    /** A command of infiniproxy on the machine itself. */
    CLI("cli");

    private final String text;

    Actor(String text) {
        this.text = text;
    }

    /** Returns the name as the audit keeps it. */
    public String text() {
        return text;
    }
}
