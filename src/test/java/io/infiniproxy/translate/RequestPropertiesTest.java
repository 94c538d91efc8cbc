package io.infiniproxy.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.anthropic.MessagesRequestReader;
import io.infiniproxy.json.InvalidJsonException;
import io.infiniproxy.json.Json;
import io.infiniproxy.json.JsonField;
import io.infiniproxy.openai.ChatCompletionRequest;
import io.infiniproxy.openai.ChatCompletionRequestWriter;
import io.infiniproxy.profile.BackendProfile;
import io.infiniproxy.profile.BackendProfiles;
import io.infiniproxy.testing.Seeds;
import io.infiniproxy.tokens.TokenCounter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds for every request, however odd: the golden requests with parts of them replaced, moved and broken. */
class RequestPropertiesTest {
    private static final int RUNS = 3000;

    /** All profiles, and one with the values of flags that none of them has. */
    private static final List<BackendProfile> PROFILES = Stream.concat(
                    BackendProfiles.names().stream().map(name -> profile(name, "")),
                    Stream.of(profile("default", "inlineSystem=user,reasoningField=reasoning_details,reasoningReplay=all,"
                            + "thinkingSwitch=enable_thinking,structuredOutputs=none,maxTools=2,maxToolDescription=10,"
                            + "maxOutputTokens=100,maxStopSequences=0")))
            .toList();

    private static final String[] ODD = {
        "null", "true", "0", "-1", "1.5", "1e400", "1e1000000000", "99999999999999999999", "\"\"", "\" \"", "\"ten\"",
        "\"\\ud800\"", "\"😀\"", "[]", "{}", "[null]", "[[]]", "[{}]", "{\"type\":null}", "{\"type\":\"text\"}",
        "{\"type\":\"image\",\"source\":{\"type\":\"x\"}}", "{\"type\":\"tool_result\",\"tool_use_id\":\"toolu_1\"}",
        "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"Read\"}",
        "{\"role\":\"system\",\"content\":\"s\"}", "{\"role\":\"user\"}", "{\"role\":\"tool\",\"content\":[]}"
    };

    private static final String MORE = "@more@";
    private static final List<String> PIECES = List.of(
            "a", " word", "é", "日本", "👋", "7", " ", "\\n", "\\t", "\\\"", "\\\\", "\\/", "\\b", "\\u00e9", "\\u0000", "\\ud83d\\udc4b",
            "\\uD83D\\uDC4B", "&lt;", "</system-reminder>", "\\u0020");

    private static final List<byte[]> REQUESTS = new ArrayList<>();

    @BeforeAll
    static void readGoldenRequests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/golden"))) {
            for (Path file : files.filter(f -> f.endsWith("messages-request.json")).sorted().toList()) {
                REQUESTS.add(Files.readAllBytes(file));
            }
        }
    }

    @Test
    void aRequestWithOddValuesIsTranslatedOrRefusedAsInvalid() {
        Seeds.check(RUNS, random -> {
            JsonNode request = Json.read(any(REQUESTS, random));
            for (int i = random.nextInt(1, 5); i > 0; i--) {
                change(request, random);
            }
            check(Json.MAPPER.writeValueAsBytes(request), any(PROFILES, random));
        });
    }

    @Test
    void aRequestOfBrokenBytesIsTranslatedOrRefusedAsInvalid() {
        Seeds.check(RUNS, random -> {
            byte[] request = any(REQUESTS, random).clone();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                request[random.nextInt(request.length)] = (byte) random.nextInt(256);
            }
            check(request, any(PROFILES, random));
        });
    }

    @Test
    void randomBytesAreRefusedAsInvalid() {
        Seeds.check(RUNS, random -> {
            byte[] request = new byte[random.nextInt(20)];
            random.nextBytes(request);
            check(request, any(PROFILES, random));
        });
    }

    /** Long texts are not decoded on their way, short ones are. */
    @Test
    void longTextsAreTranslatedAsIfTheyWereDecoded() {
        TokenCounter counter = new TokenCounter();
        Seeds.check(RUNS, random -> {
            byte[] body = withLongTexts(any(REQUESTS, random), random);
            BackendProfile profile = any(PROFILES, random);
            MessagesRequest request = MessagesRequestReader.read(body);
            MessagesRequest decoded = MessagesRequestReader.read(new JsonField("", Json.read(body)), false);

            JsonNode sent = Json.read(bytes(request, profile));
            assertThat(sent).isEqualTo(Json.read(bytes(decoded, profile)));
            assertThat(counter.estimate(request)).isEqualTo(counter.estimate(decoded));
            assertThat(counter.count(request)).isEqualTo(counter.count(decoded));
        });
    }

    /** Lengthens some texts by characters that are written in all ways that JSON has. */
    private static byte[] withLongTexts(byte[] request, Random random) throws IOException {
        JsonNode root = Json.read(request);
        List<ContainerNode<?>> containers = new ArrayList<>();
        collect(root, containers);
        for (ContainerNode<?> container : containers) {
            if (container instanceof ObjectNode object) {
                for (String name : List.of("text", "content", "thinking", "system", "description", "command", "data", "title")) {
                    if (object.path(name).isTextual() && random.nextBoolean()) {
                        String text = object.path(name).textValue();
                        object.put(name, random.nextBoolean() ? text + MORE : MORE + text);
                    }
                }
            }
        }
        StringBuilder more = new StringBuilder();
        for (int i = random.nextInt(50, 150); i > 0; i--) {
            more.append(any(PIECES, random));
        }
        return root.toString().replace(MORE, more).getBytes(StandardCharsets.UTF_8);
    }

    /** Refused, or translated for every profile. */
    static void check(byte[] body) throws IOException {
        for (BackendProfile profile : PROFILES) {
            check(body, profile);
        }
    }

    /** Refused, or translated into a request in which every call is answered, at once and only there. */
    private static void check(byte[] body, BackendProfile profile) throws IOException {
        byte[] bytes;
        try {
            bytes = translate(body, profile);
        } catch (InvalidJsonException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(300);
            return;
        }
        JsonNode sent = Json.read(bytes);
        assertThat(translate(body, profile)).isEqualTo(bytes);
        checkChanges(body, profile);
        assertThat(sent.toString()).doesNotContain("\"NaN\"").doesNotContain("\"Infinity\"");
        checkCalls(sent.path("messages"));
    }

    private static byte[] translate(byte[] body, BackendProfile profile) {
        return bytes(MessagesRequestReader.read(body), profile);
    }

    private static byte[] bytes(MessagesRequest request, BackendProfile profile) {
        return ChatCompletionRequestWriter.bytes(translate(request, profile, new Changes()));
    }

    private static ChatCompletionRequest translate(MessagesRequest request, BackendProfile profile, Changes changes) {
        return RequestTranslator.translate(request, ToolNames.of(request.tools()), "m", profile, changes);
    }

    private static BackendProfile profile(String name, String flags) {
        return new BackendProfiles(Optional.of(name), flags, URI.create("http://localhost/v1")).forModel("m");
    }

    /** The same every time, each with a place in the request and one line of reason. */
    private static void checkChanges(byte[] body, BackendProfile profile) {
        List<Change> changes = changes(body, profile);
        assertThat(changes).isEqualTo(changes(body, profile)).allSatisfy(change -> {
            assertThat(change.path()).matches("[\\w.$?…\\[\\]-]+");
            assertThat(change.reason()).isNotBlank().doesNotContain("\n");
        });
    }

    private static List<Change> changes(byte[] body, BackendProfile profile) {
        MessagesRequest request = MessagesRequestReader.read(body);
        Changes changes = new Changes();
        translate(request, profile, changes);
        return changes.list(request);
    }

    private static void checkCalls(JsonNode messages) {
        List<String> open = new ArrayList<>();
        for (JsonNode message : messages) {
            if (message.path("role").asText().equals("tool")) {
                assertThat(open.remove(message.path("tool_call_id").asText())).as("a result has a call").isTrue();
            } else {
                assertThat(open).as("calls without a result before " + message.path("role")).isEmpty();
            }
            message.path("tool_calls").forEach(call -> open.add(call.path("id").asText()));
        }
        assertThat(open).as("calls without a result at the end").isEmpty();
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    /** Replaces, removes or adds one value somewhere in the tree. */
    private static void change(JsonNode root, Random random) throws IOException {
        List<ContainerNode<?>> containers = new ArrayList<>();
        collect(root, containers);
        JsonNode odd = Json.read(ODD[random.nextInt(ODD.length)]);
        switch (containers.get(random.nextInt(containers.size()))) {
            case ArrayNode array -> change(array, odd, random);
            case ObjectNode object when !object.isEmpty() -> {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                String name = names.get(random.nextInt(names.size()));
                if (random.nextInt(4) == 0) {
                    object.remove(name);
                } else {
                    object.set(name, odd);
                }
            }
            default -> {}
        }
    }

    private static void change(ArrayNode array, JsonNode odd, Random random) {
        if (array.isEmpty() || random.nextInt(3) == 0) {
            array.add(odd);
        } else if (random.nextBoolean()) {
            array.add(array.remove(random.nextInt(array.size())));
        } else {
            array.set(random.nextInt(array.size()), odd);
        }
    }

    private static void collect(JsonNode node, List<ContainerNode<?>> containers) {
        if (node instanceof ContainerNode<?> container) {
            containers.add(container);
            node.forEach(child -> collect(child, containers));
        }
    }
}
