package io.infiniproxy.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the JSON that a generator writes. Long strings that are there as bytes of JSON already are only noted, and copied once, when all is
 * written and it is known how long that is.
 */
final class BodyOutput extends ByteArrayOutputStream {
    /** To note a shorter one costs more than to copy it twice. */
    private static final int LONG_BYTES = 1024;

    private final List<Noted> strings = new ArrayList<>();
    private int notedBytes;

    /** A string between its quotation marks, and before which of the other bytes it belongs. */
    private record Noted(int at, byte[] json, int start, int end) {}

    /** Writes a string whose bytes between its quotation marks are these; nobody may change them. */
    static void writeString(byte[] json, int start, int end, JsonGenerator generator) throws IOException {
        if (end - start < LONG_BYTES || !(generator.getOutputTarget() instanceof BodyOutput output)) {
            generator.writeRawUTF8String(json, start, end - start);
            return;
        }
        generator.writeRawValue("\"");
        generator.flush(); // what the generator has kept stands before it
        output.note(json, start, end);
        generator.writeRaw('"');
    }

    private void note(byte[] json, int start, int end) {
        strings.add(new Noted(count, json, start, end));
        notedBytes += end - start;
    }

    @Override
    public byte[] toByteArray() {
        byte[] all = new byte[count + notedBytes];
        int from = 0;
        int to = 0;
        for (Noted string : strings) {
            System.arraycopy(buf, from, all, to, string.at() - from);
            to += string.at() - from;
            from = string.at();
            System.arraycopy(string.json(), string.start(), all, to, string.end() - string.start());
            to += string.end() - string.start();
        }
        System.arraycopy(buf, from, all, to, count - from);
        return all;
    }
}
