package io.infiniproxy.journal;

import java.util.List;

/**
 * Entries of the journal in the order in which they were appended, read and not yet released.
 *
 * @param payloads the bytes of each entry
 * @param segment number of the segment that holds them
 * @param end position in the segment behind the last of them
 */
public record Entries(List<byte[]> payloads, long segment, long end) {
    public boolean isEmpty() {
        return payloads.isEmpty();
    }
}
