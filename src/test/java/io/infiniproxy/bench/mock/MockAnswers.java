package io.infiniproxy.bench.mock;

import io.infiniproxy.bench.AskedAnswer;
import java.nio.charset.StandardCharsets;

/** The mock backend's answers without HTTP around them. */
public final class MockAnswers {
    private MockAnswers() {}

    /** Returns the events of a stream. */
    public static byte[] streamBody(AskedAnswer asked) {
        StringBuilder body = new StringBuilder();
        AnswerBytes.events(asked).forEach(event -> body.append("data: ").append(event).append("\n\n"));
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the answer that is not streamed. */
    public static byte[] completionBody(AskedAnswer asked) {
        return AnswerBytes.completionText(asked).getBytes(StandardCharsets.UTF_8);
    }
}
