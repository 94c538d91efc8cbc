package io.infiniproxy.route;

import io.infiniproxy.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether requests are served, and what is wrong. */
public record ServerHealth(Status status, List<String> reasons) {
    /** While running answers end and new requests are refused. */
    public static final ServerHealth DRAINING = new ServerHealth(Status.UNAVAILABLE, List.of("infiniproxy is shutting down"));

    /** The words that monitors look for. */
    public enum Status {
        HEALTHY(200),
        /** Requests are served, but something is wrong. */
        DEGRADED(200),
        /** No request is served. */
        UNAVAILABLE(503);

        private final int httpStatus;

        Status(int httpStatus) {
            this.httpStatus = httpStatus;
        }
    }

    /**
     * Judges by what is known.
     *
     * @param knowsApiKeys whether there are keys that are accepted without the database
     * @param usageStuck whether the database takes no usage records
     * @param usageRefused whether it has refused some
     */
    public static ServerHealth of(
            boolean databaseAway, boolean knowsApiKeys, boolean backendFailing, boolean usageStuck, boolean usageRefused) {
        List<String> reasons = new ArrayList<>();
        if (databaseAway) {
            reasons.add(knowsApiKeys
                    ? "The database is away: only API keys that were used since the start are accepted"
                    : "The database is away, so no API key can be checked");
        }
        if (backendFailing) {
            reasons.add("The last calls of the backend failed");
        }
        if (usageStuck) {
            reasons.add("Usage records wait for the database");
        }
        if (usageRefused) {
            reasons.add("The database has refused usage records: they are in usage-journal/refused.jsonl, and tried again at the next start");
        }
        Status failing = databaseAway && !knowsApiKeys ? Status.UNAVAILABLE : Status.DEGRADED;
        return new ServerHealth(reasons.isEmpty() ? Status.HEALTHY : failing, reasons);
    }

    public int httpStatus() {
        return status.httpStatus;
    }

    /** Returns the answer to those who ask. */
    public byte[] json() {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("status", status.name().toLowerCase(Locale.ROOT));
            if (!reasons.isEmpty()) {
                json.writeArrayFieldStart("reasons");
                for (String reason : reasons) {
                    json.writeString(reason);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        });
    }
}
