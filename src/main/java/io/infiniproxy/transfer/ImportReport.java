package io.infiniproxy.transfer;

import java.util.ArrayList;
import java.util.List;

/**
 * What an import has taken over.
 *
 * @param usersTaken new users; {@code usersKnown} had their name here already, and {@code keysKnown} their key
 * @param keysWithoutUser keys that worked nowhere, as their user is gone
 * @param keysWithModel new keys that had a model of their own; {@code keysKnownWithModel} are those that were here already, and were
 *     not changed
 */
public record ImportReport(
        long usersTaken,
        long usersKnown,
        long keysTaken,
        long keysKnown,
        long keysWithoutUser,
        long keysWithModel,
        long keysKnownWithModel,
        long recordsTaken,
        long recordsKnown) {

    /**
     * Returns the report as lines for the reader.
     *
     * @param limitsModels as in {@link PythonImport#run}
     */
    public List<String> lines(boolean limitsModels) {
        List<String> lines = new ArrayList<>();
        lines.add("Users: " + usersTaken + " taken over, " + usersKnown + " of the same name here already, and left as they are");
        lines.add("API keys: " + keysTaken + " taken over, " + keysKnown + " here already");
        lines.add("Usage records: " + recordsTaken + " taken over, " + recordsKnown + " here already");
        if (keysWithoutUser > 0) {
            lines.add("API keys left out, as their user is gone and they worked for nobody: " + keysWithoutUser);
        }
        if (keysWithModel > 0) {
            lines.add("API keys with a model of their own: " + keysWithModel);
            lines.add(
                    limitsModels
                            ? "  They may ask for that model only."
                            : "  It is in their notes. OPENAI_MODEL, or the request, says which model answers.");
        }
        if (keysKnownWithModel > 0) {
            lines.add("API keys with a model of their own, here already and unchanged: " + keysKnownWithModel);
            if (limitsModels) {
                lines.add("  --limit-models does not limit them: PATCH /admin/api-keys/{api_key_id} does.");
            }
        }
        return lines;
    }
}
