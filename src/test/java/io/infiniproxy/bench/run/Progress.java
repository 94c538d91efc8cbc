package io.infiniproxy.bench.run;

/** Tells the one who waits how far the bench is. */
final class Progress {
    private Progress() {}

    static void say(String words) {
        System.err.println(words);
    }
}
