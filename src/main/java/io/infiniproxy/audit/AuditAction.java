package io.infiniproxy.audit;

import java.util.Locale;

/** What was done, and to what kind of thing. */
public enum AuditAction {
    CREATE_USER("user"),
    UPDATE_USER("user"),
    DEACTIVATE_USER("user"),
    CREATE_API_KEY("api_key"),
    UPDATE_API_KEY("api_key"),
    DEACTIVATE_API_KEY("api_key"),
    ROTATE_API_KEY("api_key"),
    SIGN_IN("session"),
    SIGN_IN_FAILED("session");

    private final String subjectKind;

    AuditAction(String subjectKind) {
        this.subjectKind = subjectKind;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    String subjectKind() {
        return subjectKind;
    }
}
