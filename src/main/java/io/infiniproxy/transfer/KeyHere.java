package io.infiniproxy.transfer;

/** A key in our database. */
record KeyHere(long id, long userId) {}
