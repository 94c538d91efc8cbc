package io.infiniproxy.check;

/** What a check tries, in this order. */
public enum Trial {
    PLAIN,
    STREAMED,
    TOOL
}
