package io.infiniproxy.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infiniproxy.bench.BenchText;
import io.infiniproxy.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is lost, changed, doubled or out of order in an answer is seen. */
class AnswerCheckTest {
    private static final int CHUNKS = 40;

    @ParameterizedTest
    @EnumSource
    void takesAStreamHoweverItIsCut(Api api) {
        byte[] stream = stream(api, events(api));
        for (int size : new int[] {1, 2, 7, 100, stream.length}) {
            check(api, true, stream, size);
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesAWholeAnswer(Api api) {
        check(api, false, whole(api), 9);
    }

    @ParameterizedTest
    @EnumSource
    void takesEscapesForLetters(Api api) {
        String ascii = new String(stream(api, events(api)), StandardCharsets.UTF_8)
                .chars()
                .mapToObj(letter -> letter < 128 ? String.valueOf((char) letter) : String.format("\\u%04x", letter))
                .reduce("", String::concat);
        check(api, true, ascii.getBytes(StandardCharsets.UTF_8), 50);
    }

    @ParameterizedTest
    @EnumSource
    void takesPingsAndComments(Api api) {
        List<String> events = events(api);
        events.add(4, ": keep-alive\n\n");
        if (api == Api.MESSAGES) {
            events.add(6, "event: ping\ndata: {\"type\": \"ping\"}\n\n");
        }
        check(api, true, stream(api, events), 50);
    }

    @ParameterizedTest
    @EnumSource
    void seesEveryEventThatIsLost(Api api) {
        for (int event = 0; event < events(api).size(); event++) {
            if (event == 0 && api == Api.CHAT) {
                continue; // it only says the role
            }
            List<String> events = events(api);
            String lost = events.remove(event);
            assertWrong(api, stream(api, events), lost);
        }
    }

    @ParameterizedTest
    @EnumSource
    void seesEveryEventThatIsDoubled(Api api) {
        for (int event = 0; event < events(api).size(); event++) {
            if (event == 0 && api == Api.CHAT) {
                continue;
            }
            List<String> events = events(api);
            events.add(event, events.get(event));
            assertWrong(api, stream(api, events), events.get(event));
        }
    }

    @ParameterizedTest
    @EnumSource
    void seesEveryTwoEventsOutOfOrder(Api api) {
        int last = events(api).size() - 1;
        for (int event = 0; event < last; event++) {
            if (api == Api.CHAT && (event == 0 || event == last - 2)) {
                continue; // the role alone, and whether the usage comes before or after the reason, are of no matter
            }
            List<String> events = events(api);
            Collections.swap(events, event, event + 1);
            assertWrong(api, stream(api, events), events.get(event));
        }
    }

    @ParameterizedTest
    @EnumSource
    void seesEveryEndThatIsMissing(Api api) {
        byte[] stream = stream(api, events(api));
        for (int length = 0; length < stream.length; length++) {
            assertWrong(api, Arrays.copyOf(stream, length), "the first " + length + " bytes");
        }
    }

    /** Of each text all bytes, one by one: lost, changed or doubled. */
    @ParameterizedTest
    @EnumSource
    void seesEveryByteOfTheText(Api api) {
        for (String text : BenchText.chunks(CHUNKS)) {
            for (int letter = 0; letter < text.length(); letter++) {
                String before = text.substring(0, letter);
                String after = text.substring(letter + 1);
                assertWrong(api, withText(api, text, before + after), text + " without its letter " + letter);
                assertWrong(api, withText(api, text, before + "~" + after), text + " with another letter " + letter);
                assertWrong(api, withText(api, text, before + text.charAt(letter) + text.substring(letter)), text + " with a letter twice");
            }
        }
    }

    private static byte[] withText(Api api, String text, String other) {
        String stream = new String(stream(api, events(api)), StandardCharsets.UTF_8);
        String changed = stream.replace(quoted(text), quoted(other));
        assertThat(changed).isNotEqualTo(stream);
        return changed.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void seesEveryByteOfAWholeText(Api api) {
        String whole = new String(whole(api), StandardCharsets.UTF_8);
        for (String text : BenchText.chunks(CHUNKS)) {
            String inJson = quoted(text).substring(1, quoted(text).length() - 1);
            assertWrong(api, false, whole.replace(inJson, ""), "without " + text);
            assertWrong(api, false, whole.replace(inJson, inJson + inJson), "twice " + text);
            assertWrong(api, false, whole.replace(inJson, inJson.replace('w', 'v')), "another " + text);
        }
    }

    @ParameterizedTest
    @EnumSource
    void seesWhatElseIsWrong(Api api) {
        for (String fact : new String[] {"\"stop\"", "\"end_turn\"", "tokens\":" + CHUNKS}) {
            String stream = new String(stream(api, events(api)), StandardCharsets.UTF_8);
            String whole = new String(whole(api), StandardCharsets.UTF_8);
            String other = fact.replace("stop", "length").replace("end_turn", "max_tokens").replace("40", "41");
            if (whole.contains(fact)) {
                assertWrong(api, false, whole.replace(fact, other), other);
                assertWrong(api, stream.replace(fact, other).getBytes(StandardCharsets.UTF_8), other);
                assertWrong(api, false, whole.replace(fact, fact.startsWith("\"") ? "null" : "x\":1"), "no " + fact);
            }
        }
        assertWrong(api, false, new String(whole(api), StandardCharsets.UTF_8).replaceFirst("}$", ""), "a brace less");
        assertWrong(api, false, new String(whole(api), StandardCharsets.UTF_8) + "}", "a brace more");
    }

    @Test
    void isReadyForTheNextAnswer() {
        AnswerCheck check = Api.MESSAGES.check(true, CHUNKS, false);
        byte[] stream = stream(Api.MESSAGES, events(Api.MESSAGES));
        for (int answer = 0; answer < 3; answer++) {
            check.clear();
            check.accept(stream, 0, stream.length);
            check.end();
            check.clear();
            check.accept(stream, 0, 700); // one that broke off leaves nothing behind
        }
    }

    private static void assertWrong(Api api, byte[] stream, String what) {
        assertThatThrownBy(() -> check(api, true, stream, 64)).as(what).isInstanceOf(WrongAnswerException.class);
    }

    private static void assertWrong(Api api, boolean stream, String answer, String what) {
        assertThatThrownBy(() -> check(api, stream, answer.getBytes(StandardCharsets.UTF_8), 64))
                .as(what)
                .isInstanceOf(WrongAnswerException.class);
    }

    private static void check(Api api, boolean stream, byte[] answer, int size) {
        AnswerCheck check = api.check(stream, CHUNKS, false);
        check.clear();
        for (int at = 0; at < answer.length; at += size) {
            check.accept(answer, at, Math.min(answer.length, at + size));
        }
        check.end();
    }

    private static byte[] stream(Api api, List<String> events) {
        return String.join("", events).getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return Json.MAPPER.valueToTree(text).toString();
    }

    private static List<String> events(Api api) {
        return api == Api.CHAT ? chunks() : messageEvents();
    }

    private static List<String> chunks() {
        List<String> events = new ArrayList<>();
        events.add(chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
        BenchText.chunks(CHUNKS).forEach(text -> events.add(chunk("{\"content\":" + quoted(text) + "}", "null")));
        events.add(chunk("{}", "\"stop\""));
        events.add("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":" + CHUNKS + "}}\n\n");
        events.add("data: [DONE]\n\n");
        return events;
    }

    private static String chunk(String delta, String finishReason) {
        return "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finishReason + "}]}\n\n";
    }

    private static List<String> messageEvents() {
        List<String> events = new ArrayList<>();
        events.add(event("message_start", "\"message\":{\"type\":\"message\",\"content\":[],\"usage\":{\"output_tokens\":0}}"));
        events.add(event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
        BenchText.chunks(CHUNKS)
                .forEach(text -> events.add(event(
                        "content_block_delta", "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":" + quoted(text) + "}")));
        events.add(event("content_block_stop", "\"index\":0"));
        events.add(event("message_delta", "\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":" + CHUNKS + "}"));
        events.add("event: message_stop\r\ndata: {\"type\":\"message_stop\"}\r\n\r\n");
        return events;
    }

    private static String event(String type, String members) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + members + "}\n\n";
    }

    private static byte[] whole(Api api) {
        String text = quoted(String.join("", BenchText.chunks(CHUNKS)));
        String json = api == Api.CHAT
                ? "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":" + text
                        + "},\"finish_reason\":\"stop\"}],\"usage\":{\"completion_tokens\":" + CHUNKS + "}}"
                : "{\"id\":\"msg_1\",\"content\":[{\"type\":\"text\",\"text\":" + text + "}],\"stop_reason\":\"end_turn\","
                        + "\"usage\":{\"output_tokens\":" + CHUNKS + "}}";
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
