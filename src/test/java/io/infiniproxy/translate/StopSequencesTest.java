package io.infiniproxy.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopSequencesTest {
    private final StringBuilder text = new StringBuilder();
    private final List<String> met = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(ignoreLeadingAndTrailingWhitespace = false, value = {
        "hello,END|STOP,hello,",
        "hello END more,END|STOP,hello ,END",
        "a STOP b END c,END|STOP,a ,STOP",
        "abcd,bcd|c,ab,c",
        "abc,bc|abc,'',abc",
        "ENENDx,END,EN,END",
        "aab,ab,a,ab",
        "EN,END,EN,",
        "😀😁,😁,😀,😁",
        "abab abac,abac,abab ,abac"
    })
    void theSequencesMayBeCutAnywhere(String content, String sequences, String expectedText, String expectedSequence) {
        List<String> expectedMet = expectedSequence == null ? List.of() : List.of(expectedSequence);
        for (int first = 0; first <= content.length(); first++) {
            for (int second = first; second <= content.length(); second++) {
                accept(sequences, content.substring(0, first), content.substring(first, second), content.substring(second));
                assertThat(text).asString().as("cut at %d and %d", first, second).isEqualTo(expectedText);
                assertThat(met).as("cut at %d and %d", first, second).isEqualTo(expectedMet);
            }
        }
    }

    @Test
    void noMoreIsHeldBackThanTheBeginningOfASequence() {
        StopSequences stop = new StopSequences(List.of("END"), text::append, met::add);
        stop.accept("lEmENtEN");
        assertThat(text).asString().isEqualTo("lEmENt");
        stop.accept("e");
        assertThat(text).asString().isEqualTo("lEmENtENe");
    }

    @Test
    void anEmptySequenceIsNone() {
        accept("", "hello");

        assertThat(text).asString().isEqualTo("hello");
        assertThat(met).isEmpty();
    }

    /** Letter by letter there is nothing to be held back wrongly: what comes of it is what must come of every other cut. */
    @Test
    void anyCutsOfAnyTextGiveTheSame() {
        Seeds.check(2000, random -> {
            StringBuilder content = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                content.append("abc".charAt(random.nextInt(3)));
            }
            List<String> sequences = new ArrayList<>();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                int length = random.nextInt(1, 5);
                StringBuilder sequence = new StringBuilder();
                while (sequence.length() < length) {
                    sequence.append("abc".charAt(random.nextInt(3)));
                }
                sequences.add(sequence.toString());
            }
            List<String> pieces = new ArrayList<>();
            for (int from = 0; from < content.length(); ) {
                int to = random.nextInt(from + 1, content.length() + 1);
                pieces.add(content.substring(from, to));
                from = to;
            }
            accept(String.join("|", sequences), pieces.toArray(String[]::new));

            assertThat(text).asString().isEqualTo(cutAtFirst(content.toString(), sequences));
            assertThat(met).hasSize(text.length() == content.length() ? 0 : 1);
        });
    }

    /** The shortest beginning of the text that ends in a sequence, without the longest sequence that it ends in. */
    private static String cutAtFirst(String content, List<String> sequences) {
        for (int end = 1; end <= content.length(); end++) {
            String beginning = content.substring(0, end);
            int longest = sequences.stream().filter(beginning::endsWith).mapToInt(String::length).max().orElse(0);
            if (longest > 0) {
                return beginning.substring(0, end - longest);
            }
        }
        return content;
    }

    private void accept(String sequences, String... pieces) {
        text.setLength(0);
        met.clear();
        StopSequences stop = new StopSequences(List.of(sequences.split("\\|", -1)), text::append, met::add);
        for (String piece : pieces) {
            stop.accept(piece);
        }
        stop.end();
    }
}
