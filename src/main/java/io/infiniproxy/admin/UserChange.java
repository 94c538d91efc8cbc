package io.infiniproxy.admin;

import io.infiniproxy.keys.UserSettings;
import io.infiniproxy.limits.Limits;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a request sets of a user: a member that is not there stays as it is, and null clears it. */
record UserChange(Given<String> email, Given<String> note, Given<Limits> limits, Given<Boolean> isActive)
        implements UnaryOperator<UserSettings> {
    /** The members that {@link #read} reads. */
    static final List<String> NAMES = List.of("email", "note", "limits", "is_active");

    /** The longest address that mail can be sent to. */
    private static final int MAX_EMAIL_LENGTH = 254;

    static UserChange read(RequestValues values) {
        return new UserChange(
                values.given("email", name -> values.text(name, MAX_EMAIL_LENGTH)),
                values.given("note", name -> values.text(name, RequestValues.MAX_NOTE_LENGTH)),
                values.given("limits", values::limits),
                values.given("is_active", values::requiredFlag));
    }

    @Override
    public UserSettings apply(UserSettings before) {
        return new UserSettings(
                email.or(before.email()), note.or(before.note()), limits.or(before.limits()), isActive.or(before.isActive()));
    }
}
