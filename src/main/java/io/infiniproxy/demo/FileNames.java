package io.infiniproxy.demo;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the files that a text names: anything that looks like a path or like {@code name.ext}. */
final class FileNames {
    private static final int MAX_CHARACTERS = 10_000;

    /** Not in the middle of a word. Other scripts set no space around a name: their letters may come before it. */
    private static final String START = "(?<![\\w./\\\\~-])";

    // Loops are bounded because java.util.regex recurses for each turn of a group.
    private static final String ROOT = "(?:~?/|\\.{1,2}/|[A-Za-z]:[\\\\/])";
    private static final String SEGMENT = "[^\\s/\\\\\"'`<>|*?:,;()\\[\\]，。、；：！？（）“”「」]+";
    private static final String ROOTED = ROOT + SEGMENT + "(?:[/\\\\]" + SEGMENT + "){0,60}";
    private static final String EXTENSION = "\\.(?:[a-z][a-z0-9]{0,9}|[A-Z][A-Z0-9]{0,9})(?![\\w(])";
    private static final String RELATIVE = "[\\w-]+(?:[./]+[\\w-]+){0,60}" + EXTENSION;

    private static final Pattern FILE = Pattern.compile(START + "(?:" + ROOTED + "|" + RELATIVE + ")");
    /** Only quotes hold a path with spaces together. */
    private static final Pattern QUOTED = Pattern.compile("([\"'`])(" + ROOT + "[^\"'`\\n]+)\\1");

    private static final Pattern URL = Pattern.compile("\\w+://\\S+");
    private static final Pattern HOST = Pattern.compile("[\\w.-]+\\.(?:com|org|net|io|ai|dev|cn)(?:/.*)?");
    private static final Pattern ABBREVIATION = Pattern.compile("\\w(?:\\.\\w)+");
    private static final Pattern SLASH_COMMAND = Pattern.compile("/[^/.]*");
    private static final Pattern AFTER_NAME = Pattern.compile("(?<=\\.\\w{1,10})\\p{IsIdeographic}+$|[.!…]+$");

    private FileNames() {}

    /** The files that are named, each once. */
    static List<String> in(String text) {
        String named = URL.matcher(MessageText.shorten(text, MAX_CHARACTERS)).replaceAll(" ");
        var quoted = QUOTED.matcher(named).results().map(match -> match.group(2));
        var plain = FILE.matcher(QUOTED.matcher(named).replaceAll(" ")).results().map(MatchResult::group);
        return Stream.concat(quoted, plain.map(FileNames::withoutSentenceEnd))
                .filter(FileNames::isFile)
                .distinct()
                .toList();
    }

    private static String withoutSentenceEnd(String name) {
        return AFTER_NAME.matcher(name).replaceFirst("");
    }

    private static boolean isFile(String name) {
        return Stream.of(HOST, ABBREVIATION, SLASH_COMMAND)
                .noneMatch(other -> other.matcher(name).matches());
    }
}
