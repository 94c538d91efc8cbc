package io.infiniproxy.keys;

/** Who is signed in to the page. */
public sealed interface SignedIn {
    /** Whoever knew the admin token. */
    record Admin() implements SignedIn {}

    /** Whoever had an API key that is still good. */
    record User(Caller caller) implements SignedIn {}
}
