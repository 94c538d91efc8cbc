package io.infiniproxy.admin;

/** The answer to a change that has nothing else to tell. */
record Done(boolean success, String message) {
    Done(String message) {
        this(true, message);
    }
}
