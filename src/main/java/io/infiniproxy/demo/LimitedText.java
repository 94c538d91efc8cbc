package io.infiniproxy.demo;

/** A text cut to what the request allows, and the finish_reason that tells so. */
record LimitedText(String text, String finishReason) {}
