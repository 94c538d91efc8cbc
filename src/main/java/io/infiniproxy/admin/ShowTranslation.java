package io.infiniproxy.admin;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.anthropic.MessagesRequestReader;
import io.infiniproxy.json.InvalidJsonException;
import io.infiniproxy.json.JsonField;
import io.infiniproxy.json.JsonOutline;
import io.infiniproxy.profile.InvalidProfileException;
import io.infiniproxy.route.BackendRequest;
import io.infiniproxy.route.BackendRequests;
import io.infiniproxy.route.JsonAnswer;
import io.infiniproxy.route.ReadMessagesRequest;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;
import io.infiniproxy.translate.Change;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Answers what the backend would be sent for a Messages request, and what was changed and dropped on the way. The backend is not
 * called, and nothing is counted.
 */
public final class ShowTranslation implements Processor {
    private final BackendRequests backendRequests;

    public ShowTranslation(BackendRequests backendRequests) {
        this.backendRequests = backendRequests;
    }

    /** The request stands there byte by byte: JSON that is read and written anew may spell its numbers in another way. */
    private record Translation(String model, String profile, @JsonRawValue String request, List<ShownChange> changes) {}

    private record ShownChange(String kind, String action, String path, String reason) {
        static ShownChange of(Change change, AdminTexts texts) {
            return new ShownChange(change.kind().id(), change.kind().action().id(), change.path(), texts.reason(change));
        }
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        AdminTexts texts = AdminTexts.of(client);
        byte[] body = ReadMessagesRequest.body(exchange);
        try {
            JsonAnswer.send(client, translation(body, texts));
        } catch (InvalidJsonException e) {
            throw new RefusedException(400, texts.get("invalidBody", e.getMessage()));
        }
    }

    private Translation translation(byte[] body, AdminTexts texts) {
        JsonOutline outline = JsonOutline.ofMended(body);
        JsonField fields = JsonField.ofBody(outline);
        BackendRequests requests = requests(fields);
        MessagesRequest request = MessagesRequestReader.read(fields.get("request"), outline.hadLoneSurrogates());
        BackendRequest translated = requests.of(request);
        List<ShownChange> changes = translated.changes().list(request).stream()
                .map(change -> ShownChange.of(change, texts))
                .toList();
        return new Translation(translated.model(), translated.profileName(), new String(translated.body(), StandardCharsets.UTF_8), changes);
    }

    private BackendRequests requests(JsonField fields) {
        BackendRequests requests = backendRequests;
        JsonField profile = fields.get("profile");
        if (profile.isPresent()) {
            requests = with(requests, profile, Optional.of(profile.text()), Map.of());
        }
        JsonField flags = fields.get("flags");
        return flags.isPresent() ? with(requests, flags, Optional.empty(), flags(flags)) : requests;
    }

    private static BackendRequests with(
            BackendRequests requests, JsonField field, Optional<String> profile, Map<String, String> flags) {
        try {
            return requests.with(profile, flags);
        } catch (InvalidProfileException e) {
            throw new InvalidJsonException(field.path() + ": " + e.getMessage());
        }
    }

    private static Map<String, String> flags(JsonField field) {
        Map<String, String> flags = new LinkedHashMap<>();
        field.object().value().properties().forEach(flag -> flags.put(flag.getKey(), text(flag.getValue())));
        return flags;
    }

    /** A list stands in a setting with | between its values. */
    private static String text(JsonNode value) {
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText).collect(Collectors.joining("|"))
                : value.asText();
    }
}
