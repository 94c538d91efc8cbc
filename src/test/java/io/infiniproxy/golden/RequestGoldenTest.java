package io.infiniproxy.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.anthropic.MessagesRequestReader;
import io.infiniproxy.backend.BackendModel;
import io.infiniproxy.json.Json;
import io.infiniproxy.openai.ChatCompletionRequestWriter;
import io.infiniproxy.profile.BackendProfile;
import io.infiniproxy.profile.BackendProfiles;
import io.infiniproxy.translate.Change;
import io.infiniproxy.translate.Changes;
import io.infiniproxy.translate.RequestTranslator;
import io.infiniproxy.translate.ToolNames;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the backend is sent for what a client sends: {@code messages-request.json} → {@code chat-completion-request.json}, and
 * what was changed and dropped on the way: {@code changes.json}.
 */
class RequestGoldenTest {
    private static final String EXPECTED = "chat-completion-request.json";
    private static final String CHANGES = "changes.json";

    private record Translated(byte[] body, byte[] changes) {}

    static Stream<GoldenFolder> folders() {
        return GoldenFolder.with("messages-request.json").filter(folder -> !AnswerGoldenTest.isAnswerOnly(folder));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void translates(GoldenFolder folder) {
        byte[] sent = translate(folder).body();

        folder.writeIfMissing(EXPECTED, GoldenFolder.pretty(sent).concat("\n").getBytes(StandardCharsets.UTF_8));
        assertThat(GoldenFolder.pretty(sent)).isEqualTo(folder.readPretty(EXPECTED));
    }

    /** A case without the file is one in which nothing is changed. */
    @ParameterizedTest
    @MethodSource("folders")
    void saysWhatItChanges(GoldenFolder folder) {
        String changes = GoldenFolder.pretty(translate(folder).changes());
        String none = GoldenFolder.pretty("[]".getBytes(StandardCharsets.UTF_8));

        if (!changes.equals(none)) {
            folder.writeIfMissing(CHANGES, changes.concat("\n").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(changes).isEqualTo(folder.has(CHANGES) ? folder.readPretty(CHANGES) : none);
    }

    /** A backend's prefix cache needs the same bytes for the same conversation. */
    @ParameterizedTest
    @MethodSource("folders")
    void translatesTheSameWayEveryTime(GoldenFolder folder) {
        assertThat(translate(folder)).usingRecursiveComparison().isEqualTo(translate(folder));
    }

    private static Translated translate(GoldenFolder folder) {
        MessagesRequest request = MessagesRequestReader.read(folder.read("messages-request.json"));
        var configured = folder.settings().path("backendModel").textValue();
        String model = new BackendModel(Optional.ofNullable(configured)).forMessages(request.model());
        Changes changes = new Changes();
        byte[] body = ChatCompletionRequestWriter.bytes(
                RequestTranslator.translate(request, ToolNames.of(request.tools()), model, profile(folder, model), changes));
        return new Translated(body, json(changes.list(request)));
    }

    private static byte[] json(List<Change> changes) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        changes.forEach(change -> array.addObject()
                .put("kind", change.kind().id())
                .put("action", change.kind().action().id())
                .put("path", change.path())
                .put("reason", change.reason()));
        return array.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static BackendProfile profile(GoldenFolder folder, String model) {
        JsonNode settings = folder.settings();
        URI backend = URI.create(settings.path("backendUrl").asText("http://localhost/v1"));
        return new BackendProfiles(
                        Optional.ofNullable(settings.path("profile").textValue()),
                        settings.path("profileFlags").asText(),
                        backend)
                .forModel(model);
    }
}
