package io.infiniproxy.route.passthrough;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.backend.BodyEdit;
import io.infiniproxy.backend.LearnedEdits;
import io.infiniproxy.json.InvalidJsonException;
import io.infiniproxy.json.Json;
import io.infiniproxy.json.JsonMembers;
import io.infiniproxy.keys.Caller;
import io.infiniproxy.route.ModelPermission;
import io.infiniproxy.route.ReadMessagesRequest;
import io.infiniproxy.route.UsageMeter;
import io.infiniproxy.route.Variables;
import io.infiniproxy.route.stream.ClientConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Reads an OpenAI client's request. Its bytes stay as they are, but for a model where it names none, and for the usage that
 * is asked for in streams.
 */
public final class ReadPassthroughRequest implements Processor {
    private static final String STREAM_OPTIONS = "stream_options";
    static final BodyEdit WITHOUT_STREAM_OPTIONS = new BodyEdit.Remove(STREAM_OPTIONS);
    private static final String INCLUDE_USAGE = "include_usage";

    /** The models that OpenRouter asks when the first one fails. */
    private static final String MORE_MODELS = "models";

    private static final byte[] NO_OPTIONS = {'{', '}'};
    private static final Set<String> TAKE_STREAM_OPTIONS = Set.of("/v1/chat/completions", "/v1/completions");

    private final Optional<String> configuredModel;
    private final boolean asksUsage;
    private final LearnedEdits learned;

    /** {@code learned} knows the models that refuse to be asked for usage. */
    public ReadPassthroughRequest(Optional<String> configuredModel, boolean asksUsage, LearnedEdits learned) {
        this.learned = learned;
        this.configuredModel = configuredModel;
        this.asksUsage = asksUsage;
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        ReadMessagesRequest.requirePost(client);
        PassthroughRequest request = read(ReadMessagesRequest.body(exchange), client.request().path());
        requireModels(exchange, request);
        exchange.getMessage().setBody(request.body());
        exchange.setVariable(Variables.PASSTHROUGH_REQUEST, request);
        exchange.setVariable(Variables.BACKEND_MODEL, request.model());
        exchange.setVariable(Variables.BACKEND_PATH, client.request().path().substring("/v1".length()));
        exchange.getVariable(Variables.USAGE_METER, UsageMeter.class).asked(request.model(), request.stream());
    }

    /** A key that is limited to models gets no request past that a backend may take for one for another model. */
    private static void requireModels(Exchange exchange, PassthroughRequest request) {
        if (exchange.getVariable(Variables.CALLER, Caller.class).models() == null) {
            return;
        }
        JsonMembers members = request.members();
        for (String name : List.of("model", MORE_MODELS)) {
            if (members.isAmbiguous(name)) {
                throw new InvalidJsonException(name + ": expected one member of this name, in small letters, got another");
            }
        }
        ModelPermission.require(exchange, request.model());
        if (members.has(MORE_MODELS)) {
            requireModels(exchange, members.bytes(MORE_MODELS));
        }
    }

    private static void requireModels(Exchange exchange, byte[] models) {
        try {
            for (JsonNode model : Json.read(models)) {
                ModelPermission.require(exchange, model.textValue());
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("expected a member that was read before, got no JSON", e);
        }
    }

    PassthroughRequest read(byte[] clientBody, String path) {
        JsonMembers members = JsonMembers.of(clientBody);
        boolean stream = members.is("stream", "true");
        String model = model(members);
        JsonMembers own = members;
        if (model == null && configuredModel.isPresent() && (!members.has("model") || members.is("model", "null"))) {
            model = configuredModel.get();
            own = JsonMembers.of(members.with("model", quoted(model)));
        }
        boolean asks = stream && asksUsage && TAKE_STREAM_OPTIONS.contains(path) && !asked(members) && !isRefused(model);
        byte[] body = asks ? askingUsage(own) : own.json();
        return new PassthroughRequest(members, own.json(), body, path, model, stream, asks);
    }

    private static String model(JsonMembers members) {
        String model = members.text("model");
        if (model != null && model.length() > MessagesRequest.MAX_MODEL_LENGTH) {
            throw InvalidJsonException.expected(
                    "model", "a string of at most " + MessagesRequest.MAX_MODEL_LENGTH + " characters", "a string of " + model.length() + " characters");
        }
        return model;
    }

    private boolean isRefused(String model) {
        return model != null && learned.knows(model, WITHOUT_STREAM_OPTIONS);
    }

    private static boolean asked(JsonMembers members) {
        byte[] options = members.bytes(STREAM_OPTIONS);
        return isObject(options) && JsonMembers.of(options).is(INCLUDE_USAGE, "true");
    }

    private static byte[] askingUsage(JsonMembers members) {
        byte[] options = members.bytes(STREAM_OPTIONS);
        byte[] asking = JsonMembers.of(isObject(options) ? options : NO_OPTIONS).with(INCLUDE_USAGE, "true");
        return members.with(STREAM_OPTIONS, new String(asking, StandardCharsets.UTF_8));
    }

    private static boolean isObject(byte[] json) {
        return json != null && json[0] == '{';
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}
