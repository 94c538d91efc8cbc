package io.infiniproxy.route.passthrough;

import com.fasterxml.jackson.databind.node.TextNode;
import io.infiniproxy.json.JsonMembers;
import io.infiniproxy.route.ReadMessagesRequest;
import io.infiniproxy.route.UsageMeter;
import io.infiniproxy.route.Variables;
import io.infiniproxy.route.stream.ClientConnection;
import java.nio.charset.StandardCharsets;
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
    private static final String INCLUDE_USAGE = "include_usage";
    private static final byte[] NO_OPTIONS = {'{', '}'};
    private static final Set<String> TAKE_STREAM_OPTIONS = Set.of("/v1/chat/completions", "/v1/completions");

    private final Optional<String> configuredModel;
    private final boolean asksUsage;

    public ReadPassthroughRequest(Optional<String> configuredModel, boolean asksUsage) {
        this.configuredModel = configuredModel;
        this.asksUsage = asksUsage;
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        ReadMessagesRequest.requirePost(client);
        PassthroughRequest request = read(ReadMessagesRequest.body(exchange), client.path());
        exchange.getMessage().setBody(request.body());
        exchange.setVariable(Variables.PASSTHROUGH_REQUEST, request);
        exchange.setVariable(Variables.BACKEND_PATH, client.path().substring("/v1".length()));
        exchange.getVariable(Variables.USAGE_METER, UsageMeter.class).asked(request.model(), request.stream());
    }

    PassthroughRequest read(byte[] clientBody, String path) {
        JsonMembers members = JsonMembers.of(clientBody);
        boolean stream = members.is("stream", "true");
        boolean asks = stream && asksUsage && TAKE_STREAM_OPTIONS.contains(path) && !asked(members);
        byte[] body = asks ? askingUsage(members) : clientBody;
        String model = members.text("model");
        if (model == null && configuredModel.isPresent() && (!members.has("model") || members.is("model", "null"))) {
            model = configuredModel.get();
            body = JsonMembers.of(body).with("model", quoted(model));
        }
        return new PassthroughRequest(clientBody, body, path, model, stream, asks);
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
