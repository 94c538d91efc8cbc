package io.infiniproxy.admin;

import io.infiniproxy.keys.ApiKeySettings;
import io.infiniproxy.limits.Limits;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a request sets of an API key: a member that is not there stays as it is, and null clears it. */
record ApiKeyChange(
        Given<String> name,
        Given<String> note,
        Given<String> expiresAt,
        Given<List<String>> models,
        Given<Limits> limits,
        Given<Boolean> isActive)
        implements UnaryOperator<ApiKeySettings> {
    /** The members that {@link #read} reads. */
    static final List<String> NAMES = List.of("name", "note", "expires_at", "models", "limits", "is_active");

    private static final int MAX_NAME_LENGTH = 100;

    static ApiKeyChange read(RequestValues values) {
        return new ApiKeyChange(
                values.given("name", name -> values.text(name, MAX_NAME_LENGTH)),
                values.given("note", name -> values.text(name, RequestValues.MAX_NOTE_LENGTH)),
                values.given("expires_at", values::time),
                values.given("models", values::models),
                values.given("limits", values::limits),
                values.given("is_active", values::requiredFlag));
    }

    @Override
    public ApiKeySettings apply(ApiKeySettings before) {
        return new ApiKeySettings(
                name.or(before.name()),
                note.or(before.note()),
                expiresAt.or(before.expiresAt()),
                models.or(before.models()),
                limits.or(before.limits()),
                isActive.or(before.isActive()));
    }
}
