package io.infiniproxy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Where a text has to end: at a stop sequence, which is left out, or at so many tokens. */
record TextLimits(List<String> stop, int maxTokens) {
    static TextLimits of(JsonNode request) {
        int maxTokens = maxTokens(request, "max_tokens");
        return new TextLimits(stop(request.path("stop")), maxTokens(request, "max_completion_tokens", maxTokens));
    }

    private static int maxTokens(JsonNode request, String field) {
        return maxTokens(request, field, Integer.MAX_VALUE);
    }

    private static int maxTokens(JsonNode request, String field, int otherwise) {
        JsonNode value = request.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.canConvertToInt() || value.asInt() < 1) {
            throw RejectedRequestException.invalid(field, field + ": expected an integer >= 1, got " + value);
        }
        return value.asInt();
    }

    private static List<String> stop(JsonNode stop) {
        var sequences = new ArrayList<String>();
        if (stop.isTextual()) {
            sequences.add(stop.asText());
        }
        stop.forEach(sequence -> sequences.add(sequence.asText()));
        sequences.removeIf(String::isEmpty);
        return sequences;
    }

    LimitedText apply(String text) {
        String stopped = beforeStop(text);
        String cut = firstTokens(stopped);
        return new LimitedText(cut, cut.length() < stopped.length() ? "length" : "stop");
    }

    private String beforeStop(String text) {
        int end = stop.stream()
                .mapToInt(text::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(text.length());
        return text.substring(0, end);
    }

    /** Whole words only, but at least one: a model that may say a single token says something. */
    private String firstTokens(String text) {
        if (TokenCount.of(text) <= maxTokens) {
            return text;
        }
        var kept = new StringBuilder();
        for (String word : Words.of(text)) {
            if (!kept.isEmpty() && TokenCount.of(kept + word) > maxTokens) {
                break;
            }
            kept.append(word);
        }
        return kept.toString();
    }
}
