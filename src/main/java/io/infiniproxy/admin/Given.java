package io.infiniproxy.admin;

/**
 * A member that a change may have.
 *
 * @param isThere whether the change names the member at all
 * @param value null to clear it
 */
record Given<T>(boolean isThere, T value) {

    /** Returns the value that holds after the change. */
    T or(T before) {
        return isThere ? value : before;
    }
}
