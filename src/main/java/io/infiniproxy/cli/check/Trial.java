package io.infiniproxy.cli.check;

/** What a check tries, in this order. */
enum Trial {
    PLAIN,
    STREAMED,
    TOOL
}
