package io.infiniproxy.testing;

/** Data of Chat Completions chunks. */
public final class Chunks {
    /** The usage chunk that ends a stream whose client has asked for it: 7 tokens in, 5 out. */
    public static final String USAGE = "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[],"
            + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":5,\"total_tokens\":12}}";

    private Chunks() {}

    public static String text(String text) {
        return chunk("{\"content\":\"" + text + "\"}", "null");
    }

    /** A piece of the call with this index; {@code arguments} as they stand in JSON. */
    public static String toolCall(int index, String name, String arguments) {
        return chunk(
                "{\"tool_calls\":[{\"index\":" + index + ",\"id\":\"call_number_" + index + "\",\"function\":{\"name\":\"" + name
                        + "\",\"arguments\":\"" + arguments + "\"}}]}",
                "null");
    }

    public static String finish(String reason) {
        return chunk("{}", "\"" + reason + "\"");
    }

    private static String chunk(String delta, String finishReason) {
        return "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":" + delta
                + ",\"finish_reason\":" + finishReason + "}]}";
    }
}
