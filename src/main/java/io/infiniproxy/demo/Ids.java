package io.infiniproxy.demo;

import java.util.UUID;

/** Ids that no two answers share. */
final class Ids {
    private Ids() {}

    static String next(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }
}
