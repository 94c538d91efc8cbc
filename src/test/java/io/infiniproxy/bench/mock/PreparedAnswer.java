package io.infiniproxy.bench.mock;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The bytes of an answer, ready to be written as often as it is asked for.
 *
 * @param pieces what is written at once; between two of them is the pause
 */
record PreparedAnswer(List<ByteBuffer> pieces, int delayMs) {
    ByteBuffer piece(int index) {
        return pieces.get(index).duplicate();
    }
}
