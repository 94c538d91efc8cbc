package io.infiniproxy.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the mock backend is to answer, which a request says by its model: {@code bench-100} or {@code bench-100-50ms}.
 *
 * @param chunks of how many chunks the text is, streamed or not
 * @param delayMs the pause between two chunks of a stream
 */
public record AskedAnswer(int chunks, int delayMs) {
    private static final Pattern MODEL = Pattern.compile("bench-(\\d{1,6})(?:-(\\d{1,5})ms)?");

    /** Returns what a model's name asks for. */
    public static AskedAnswer ofModel(String model) {
        Matcher matcher = MODEL.matcher(model);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("model: expected bench-CHUNKS or bench-CHUNKS-DELAYms, got \"" + model + "\"");
        }
        return new AskedAnswer(
                Integer.parseInt(matcher.group(1)), matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2)));
    }

    /** Returns the model's name that asks for it. */
    public String model() {
        return delayMs == 0 ? "bench-" + chunks : "bench-" + chunks + "-" + delayMs + "ms";
    }
}
