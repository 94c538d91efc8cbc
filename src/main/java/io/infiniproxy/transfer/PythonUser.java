package io.infiniproxy.transfer;

/** A row of the Python infiniproxy's {@code users}, its time as ours are written. */
record PythonUser(long id, String username, String email, String createdAt, boolean isActive) {}
