package io.infiniproxy.demo;

import java.util.List;
import java.util.stream.IntStream;

/** A call of a tool; its arguments are JSON text, as on the wire. */
record ToolCall(String name, String arguments) {
    private static final int PIECES = 3;

    /** The arguments in the pieces they are streamed in, none of them empty, no character torn apart. */
    List<String> argumentPieces() {
        int[] codePoints = arguments.codePoints().toArray();
        int size = Math.max(1, Math.ceilDiv(codePoints.length, PIECES));
        return IntStream.iterate(0, from -> from < codePoints.length, from -> from + size)
                .mapToObj(from -> new String(codePoints, from, Math.min(size, codePoints.length - from)))
                .toList();
    }
}
