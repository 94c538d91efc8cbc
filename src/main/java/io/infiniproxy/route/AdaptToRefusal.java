package io.infiniproxy.route;

import io.infiniproxy.backend.BodyEdit;
import io.infiniproxy.backend.ParameterRefusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * When the backend refuses a request for one parameter, makes the request that it will take the message's body, and says so in
 * the variable {@code asksAgain}. Once for a request: a second refusal is the client's. {@link KeepLesson} follows.
 */
public final class AdaptToRefusal implements Processor {
    private static final int MAX_ERROR_BYTES = 64 * 1024;

    @Override
    public void process(Exchange exchange) throws IOException {
        exchange.setVariable(Variables.ASKS_AGAIN, false);
        BackendAnswer answer = exchange.getMessage().getBody(BackendAnswer.class);
        if (!answer.isError()) {
            exchange.removeVariable(Variables.BACKEND_BODY); // it is not asked again, and the answer may take long
            return;
        }
        byte[] error = answer.bytes(MAX_ERROR_BYTES);
        byte[] body = exchange.getVariable(Variables.BACKEND_BODY, byte[].class);
        Optional<BodyEdit> edit = ParameterRefusal.read(answer.status(), error);
        byte[] edited = edit.isPresent() ? edit.get().apply(body) : body;
        if (Arrays.equals(edited, body)) {
            // read once, it is put back for the step that tells the client
            exchange.getMessage().setBody(new BackendAnswer(answer.status(), answer.headers(), new ByteArrayInputStream(error)));
            return;
        }
        exchange.setVariable(Variables.LESSON, edit.get());
        exchange.getMessage().setBody(edited);
        exchange.setVariable(Variables.ASKS_AGAIN, true);
    }
}
