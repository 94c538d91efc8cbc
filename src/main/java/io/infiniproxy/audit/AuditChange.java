package io.infiniproxy.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An administrative change, as it is made. Neither side ever holds a secret or the hash of one.
 *
 * @param subjectId null where the subject has no id
 * @param before null for what did not exist before
 * @param after null where nothing is left to tell
 */
public record AuditChange(Actor actor, AuditAction action, Long subjectId, ObjectNode before, ObjectNode after) {}
