package io.infiniproxy.demo;

import com.fasterxml.jackson.databind.JsonNode;

/** A rough count of tokens: four characters each, but every Chinese, Japanese or Korean character is one. */
final class TokenCount {
    private static final int CHARACTERS_PER_TOKEN = 4;
    /** What OpenAI charges for an image of low detail. */
    private static final int TOKENS_PER_IMAGE = 85;

    private TokenCount() {}

    static int of(String text) {
        int cjk = (int) text.codePoints().filter(TokenCount::isCjk).count();
        int others = text.codePointCount(0, text.length()) - cjk;
        return cjk + Math.ceilDiv(others, CHARACTERS_PER_TOKEN);
    }

    /** Counts all texts in the JSON; an image or a file that is sent along counts the same whatever its size. */
    static int of(JsonNode json) {
        if (json.isTextual()) {
            String text = json.asText();
            return text.startsWith("data:") ? TOKENS_PER_IMAGE : of(text);
        }
        int tokens = 0;
        for (JsonNode child : json) {
            tokens += of(child);
        }
        return tokens;
    }

    private static boolean isCjk(int codePoint) {
        return switch (Character.UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> false;
        };
    }
}
