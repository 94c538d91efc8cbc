package io.infiniproxy.demo;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Cuts a text into the pieces it is streamed in: words with the space before them, or single CJK characters. */
final class Words {
    private static final String CJK = "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}";
    private static final Pattern WORD = Pattern.compile("\\s*+(?:[" + CJK + "]|[^\\s" + CJK + "]++)|\\s++");

    private Words() {}

    /** The pieces; joined they are the text again. */
    static List<String> of(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).toList();
    }
}
