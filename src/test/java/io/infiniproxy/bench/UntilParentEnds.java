package io.infiniproxy.bench;

import java.io.IOException;

/** Ends this process when the one that started it has: its end of our standard input is closed then, however it ended. */
public final class UntilParentEnds {
    private UntilParentEnds() {}

    /** Watches from now on; nobody else may read the standard input. */
    public static void watch() {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // what it says is not for us
                }
            } catch (IOException e) {
                // as if it had been closed
            }
            Runtime.getRuntime().halt(0);
        });
    }
}
