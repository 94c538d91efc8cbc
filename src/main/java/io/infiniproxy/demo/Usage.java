package io.infiniproxy.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How many tokens a request and its answer took. */
record Usage(int promptTokens, int completionTokens) {
    Usage plus(Usage other) {
        return new Usage(promptTokens + other.promptTokens, completionTokens + other.completionTokens);
    }

    ObjectNode json() {
        return Json.object()
                .put("prompt_tokens", promptTokens)
                .put("completion_tokens", completionTokens)
                .put("total_tokens", promptTokens + completionTokens);
    }
}
