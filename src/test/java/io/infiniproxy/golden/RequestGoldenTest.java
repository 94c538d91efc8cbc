package io.infiniproxy.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.anthropic.MessagesRequestReader;
import io.infiniproxy.backend.BackendModel;
import io.infiniproxy.openai.ChatCompletionRequestWriter;
import io.infiniproxy.profile.BackendProfile;
import io.infiniproxy.profile.BackendProfiles;
import io.infiniproxy.translate.RequestTranslator;
import io.infiniproxy.translate.ToolNames;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the backend is sent for what a client sends: {@code messages-request.json} → {@code chat-completion-request.json}. */
class RequestGoldenTest {
    private static final String EXPECTED = "chat-completion-request.json";

    static Stream<GoldenFolder> folders() {
        return GoldenFolder.with("messages-request.json").filter(folder -> !AnswerGoldenTest.isAnswerOnly(folder));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void translates(GoldenFolder folder) {
        byte[] sent = translate(folder);

        folder.writeIfMissing(EXPECTED, GoldenFolder.pretty(sent).concat("\n").getBytes(StandardCharsets.UTF_8));
        assertThat(GoldenFolder.pretty(sent)).isEqualTo(folder.readPretty(EXPECTED));
    }

    /** A backend's prefix cache needs the same bytes for the same conversation. */
    @ParameterizedTest
    @MethodSource("folders")
    void translatesTheSameWayEveryTime(GoldenFolder folder) {
        assertThat(translate(folder)).isEqualTo(translate(folder));
    }

    private static byte[] translate(GoldenFolder folder) {
        MessagesRequest request = MessagesRequestReader.read(folder.read("messages-request.json"));
        var configured = folder.settings().path("backendModel").textValue();
        String model = new BackendModel(Optional.ofNullable(configured)).forMessages(request.model());
        return ChatCompletionRequestWriter.bytes(
                RequestTranslator.translate(request, ToolNames.of(request.tools()), model, profile(folder, model)));
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
