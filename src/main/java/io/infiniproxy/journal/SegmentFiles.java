package io.infiniproxy.journal;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of the journal's files: {@code 000000000001.journal}, so that their order is that of their numbers. */
final class SegmentFiles {
    private static final Pattern NAME = Pattern.compile("(\\d{12})\\.journal");

    private SegmentFiles() {}

    static Path path(Path folder, long number) {
        return folder.resolve(String.format("%012d.journal", number));
    }

    static boolean isSegment(Path file) {
        return matcher(file).matches();
    }

    static long number(Path file) {
        Matcher name = matcher(file);
        if (!name.matches()) {
            throw new IllegalArgumentException("expected a file of the journal, got " + file);
        }
        return Long.parseLong(name.group(1));
    }

    private static Matcher matcher(Path file) {
        return NAME.matcher(file.getFileName().toString());
    }
}
