package io.infiniproxy.usage.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;

/**
 * A usage record as it is listed.
 *
 * @param columns by their names, always in the same order
 */
public record RecordedRequest(Cursor cursor, @JsonValue Map<String, Object> columns) {}
