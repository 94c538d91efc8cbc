package io.infiniproxy.demo;

import java.util.List;

/** What the demo says: a text or tool calls, why it ended, and what it took. */
record DemoAnswer(String content, List<ToolCall> toolCalls, String finishReason, Usage usage) {
    static DemoAnswer text(LimitedText text, int promptTokens) {
        var usage = new Usage(promptTokens, TokenCount.of(text.text()));
        return new DemoAnswer(text.text(), List.of(), text.finishReason(), usage);
    }

    static DemoAnswer calling(List<ToolCall> toolCalls, int promptTokens) {
        int tokens = toolCalls.stream()
                .mapToInt(call -> TokenCount.of(call.name()) + TokenCount.of(call.arguments()))
                .sum();
        return new DemoAnswer(null, List.copyOf(toolCalls), "tool_calls", new Usage(promptTokens, tokens));
    }
}
