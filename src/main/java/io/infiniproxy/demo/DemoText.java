package io.infiniproxy.demo;

import java.util.stream.Collectors;

/** The demo's own words: that it is a demo, what it was told, and which two settings bring a real model. */
final class DemoText {
    private static final int MAX_QUOTED_FROM_USER = 200;
    private static final int MAX_QUOTED_FROM_TOOLS = 500;

    private static final String WHO = "This is infiniproxy's demo backend: no real model is behind it.";
    private static final String SETTINGS =
            "To talk to a real model, set OPENAI_BASE_URL and OPENAI_API_KEY and start infiniproxy again.";

    private DemoText() {}

    static String about(Conversation conversation) {
        String quoted = conversation.endsWithToolResults() ? toolResults(conversation) : lastUserText(conversation);
        return WHO + "\n\n" + quoted + "\n\n" + SETTINGS;
    }

    private static String lastUserText(Conversation conversation) {
        String said = MessageText.shorten(conversation.lastUserText(), MAX_QUOTED_FROM_USER);
        return said.isEmpty() ? "You said nothing that it can read." : "You said: \"" + said + "\"";
    }

    private static String toolResults(Conversation conversation) {
        int each = MAX_QUOTED_FROM_TOOLS / conversation.toolResults().size();
        return conversation.toolResults().stream()
                .map(result -> "The tool answered:\n" + MessageText.shorten(result, Math.max(1, each)))
                .collect(Collectors.joining("\n\n"));
    }
}
