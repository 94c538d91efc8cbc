package io.infiniproxy.route.passthrough;

import io.infiniproxy.backend.BodyEdit;
import io.infiniproxy.backend.ParameterRefusal;
import io.infiniproxy.route.BackendAnswer;
import io.infiniproxy.route.Variables;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * When the backend refuses {@code stream_options}, by which only infiniproxy asks for usage, makes the client's own request the
 * message's body, and says so in the variable {@code asksAgain}. {@link io.infiniproxy.route.KeepLesson} follows.
 */
public final class StopAskingUsage implements Processor {
    private static final int MAX_ERROR_BYTES = 64 * 1024;

    @Override
    public void process(Exchange exchange) throws IOException {
        exchange.setVariable(Variables.ASKS_AGAIN, false);
        BackendAnswer answer = exchange.getMessage().getBody(BackendAnswer.class);
        PassthroughRequest request = exchange.getVariable(Variables.PASSTHROUGH_REQUEST, PassthroughRequest.class);
        if (!answer.isError() || !request.hidesUsage()) {
            return;
        }
        byte[] error = answer.bytes(MAX_ERROR_BYTES);
        Optional<BodyEdit> edit = ParameterRefusal.read(answer.status(), error);
        if (edit.isPresent() && edit.get().equals(ReadPassthroughRequest.WITHOUT_STREAM_OPTIONS)) {
            PassthroughRequest own = request.withoutAsking();
            exchange.setVariable(Variables.PASSTHROUGH_REQUEST, own);
            exchange.setVariable(Variables.LESSON, edit.get());
            exchange.setVariable(Variables.ASKS_AGAIN, true);
            exchange.getMessage().setBody(own.body());
        } else {
            // what has been read of it is put back for the client; the end of a SequenceInputStream would close the backend's own
            var body = new PushbackInputStream(answer.body(), MAX_ERROR_BYTES);
            body.unread(error);
            exchange.getMessage().setBody(new BackendAnswer(answer.status(), answer.headers(), body));
        }
    }
}
