package io.infiniproxy.anthropic;

/**
 * The first line of Claude Code's system prompt, which is for billing and not meant for a model. It changes, and would defeat
 * prefix caches.
 *
 * @see <a href="https://github.com/ggml-org/llama.cpp/issues/20623">llama.cpp#20623</a>
 */
public final class Attribution {
    private static final String START = "x-anthropic-billing-header:";

    private Attribution() {}

    /** Whether a text of the system prompt begins with that line. */
    public static boolean isIn(String systemText) {
        return systemText.startsWith(START);
    }

    /** Returns the text without that line; the text itself where there is none. */
    public static String without(String systemText) {
        if (!isIn(systemText)) {
            return systemText;
        }
        int end = systemText.indexOf('\n');
        return end < 0 ? "" : systemText.substring(end).stripLeading();
    }
}
