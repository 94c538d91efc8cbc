package io.infiniproxy.transfer;

import java.util.ArrayList;
import java.util.List;

/**
 * What an import has taken over.
 *
 * @param usersTaken new users; {@code usersKnown} had their name here already, and {@code keysKnown} their key
 * @param keysWithoutUser keys that worked nowhere, as their user is gone
 * @param keysWithModel keys that had a model of their own
 */
public record ImportReport(
        long usersTaken,
        long usersKnown,
        long keysTaken,
        long keysKnown,
        long keysWithoutUser,
        long keysWithModel,
        long recordsTaken,
        long recordsKnown) {

    /** Returns the report as lines for the reader. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Users: " + usersTaken + " taken over, " + usersKnown + " of the same name here already, and left as they are");
        lines.add("API keys: " + keysTaken + " taken over, " + keysKnown + " here already");
        lines.add("Usage records: " + recordsTaken + " taken over, " + recordsKnown + " here already");
        if (keysWithoutUser > 0) {
            lines.add("API keys left out, as their user is gone and they worked for nobody: " + keysWithoutUser);
        }
        if (keysWithModel > 0) {
            lines.add("API keys with a model of their own: " + keysWithModel);
        }
        return lines;
    }
}
