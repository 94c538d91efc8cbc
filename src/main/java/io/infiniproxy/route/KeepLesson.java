package io.infiniproxy.route;

import io.infiniproxy.backend.BodyEdit;
import io.infiniproxy.backend.LearnedEdits;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * After the backend was asked once more with a change: remembers the change for its model, if the backend has taken the request
 * now. A change that did not help was none that the refusal meant.
 */
public final class KeepLesson implements Processor {
    private final LearnedEdits learned;

    public KeepLesson(LearnedEdits learned) {
        this.learned = learned;
    }

    @Override
    public void process(Exchange exchange) {
        BackendAnswer answer = exchange.getMessage().getBody(BackendAnswer.class);
        String model = exchange.getVariable(Variables.BACKEND_MODEL, String.class);
        BodyEdit lesson = exchange.getVariable(Variables.LESSON, BodyEdit.class);
        if (!answer.isError() && model != null) {
            learned.learn(model, lesson);
        }
    }
}
