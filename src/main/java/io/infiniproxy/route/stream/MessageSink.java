package io.infiniproxy.route.stream;

import io.infiniproxy.openai.ChatCompletionChunk;
import io.infiniproxy.openai.CompletionUsage;
import java.util.Map;

/** Takes a backend's chunks and gives a Messages client its answer. */
public sealed interface MessageSink permits MessageStream, WholeMessage {

    /** Adds headers to the answer; to one that has begun they come too late. */
    void addHeaders(Map<String, String> headers);

    /** Takes the next chunk. */
    void accept(ChatCompletionChunk chunk);

    /** Lets leave what there is: the next chunk may take its time. */
    default void flush() {}

    /** Ends the answer; {@code usage} is the backend's, or an estimate. */
    void finish(CompletionUsage usage);
}
