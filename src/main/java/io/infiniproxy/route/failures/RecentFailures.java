package io.infiniproxy.route.failures;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/** The last hundred requests of clients that were refused or failed. In memory. Threadsafe. */
public final class RecentFailures {
    private static final int MOST = 100;

    private final Deque<FailedRequest> failures = new ArrayDeque<>(MOST);

    /** Keeps a failure, and forgets the oldest of too many. */
    public synchronized void add(FailedRequest failure) {
        if (failures.size() == MOST) {
            failures.removeLast();
        }
        failures.addFirst(failure);
    }

    /** Returns them, the newest first. */
    public synchronized List<FailedRequest> list() {
        return new ArrayList<>(failures);
    }

    /** Returns those whose key was known and is this user's, the newest first. */
    public List<FailedRequest> listOfUser(long userId) {
        return list().stream().filter(failure -> Objects.equals(failure.userId(), userId)).toList();
    }

    /**
     * Returns whether a request is a client's, good or not: one below {@code /v1}, or one that most likely wants to be there, as its
     * base URL lacks that. The page's own requests are none, and neither is what looks for holes in the internet.
     */
    public static boolean isOfClient(String method, String path) {
        return path.equals("/v1") || path.startsWith("/v1/") || method.equals("POST") && !isOwn(path) && looksLikeApi(path);
    }

    private static boolean isOwn(String path) {
        return path.startsWith("/admin") || path.startsWith("/usage");
    }

    private static boolean looksLikeApi(String path) {
        return path.endsWith("/messages") || path.endsWith("/completions") || path.endsWith("/responses") || path.endsWith("/embeddings");
    }
}
