package io.infiniproxy.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Reads HTTP/1.1 responses as they arrive, and gives their bodies to an {@link AnswerCheck}. */
final class ResponseReader {
    private static final int MOST_OF_AN_ERROR = 300;
    private static final long UNTIL_CLOSE = -1;

    private enum Part { HEAD, BODY, CHUNK_SIZE, CHUNK, CHUNK_END, TRAILER, DONE }

    private final AnswerCheck check;
    private final StringBuilder error = new StringBuilder();
    private byte[] line = new byte[256];
    private int lineLength;
    private Part part;
    private int status;
    private long left;
    private boolean chunked;
    private boolean closes;

    ResponseReader(AnswerCheck check) {
        this.check = check;
    }

    /** Makes it ready for the next response. */
    void clear() {
        check.clear();
        error.setLength(0);
        lineLength = 0;
        part = Part.HEAD;
        status = 0;
        left = UNTIL_CLOSE;
        chunked = false;
        closes = false;
    }

    boolean isDone() {
        return part == Part.DONE;
    }

    boolean hasBegun() {
        return status != 0;
    }

    /** Whether the server ends the connection after this response. */
    boolean closes() {
        return closes;
    }

    /** Takes what has arrived. */
    void accept(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            switch (part) {
                case HEAD, CHUNK_SIZE, CHUNK_END, TRAILER -> at = line(bytes, at, to);
                case BODY, CHUNK -> at = body(bytes, at, to);
                default -> throw new WrongAnswerException("response: expected nothing after its end, got more");
            }
        }
    }

    /** The server has closed the connection. */
    void close() {
        if (part == Part.BODY && left == UNTIL_CLOSE) {
            end();
        } else {
            throw new WrongAnswerException("response: expected more of its " + part + ", got the end of the connection");
        }
    }

    private int line(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                wholeLine();
                lineLength = 0;
                return i + 1;
            }
            if (bytes[i] != '\r') {
                if (lineLength == line.length) {
                    line = Arrays.copyOf(line, 2 * line.length);
                }
                line[lineLength++] = bytes[i];
            }
        }
        return to;
    }

    private void wholeLine() {
        switch (part) {
            case HEAD -> headLine();
            case CHUNK_SIZE -> chunkSize();
            case CHUNK_END -> {
                if (lineLength != 0) {
                    throw new WrongAnswerException("chunk: expected its end, got more than its size");
                }
                part = Part.CHUNK_SIZE;
            }
            default -> {
                if (lineLength == 0) {
                    end();
                }
            }
        }
    }

    private void headLine() {
        if (status == 0) {
            status = lineLength >= 12 ? 100 * (line[9] - '0') + 10 * (line[10] - '0') + line[11] - '0' : -1;
        } else if (lineLength > 0) {
            header();
        } else if (chunked) {
            part = Part.CHUNK_SIZE;
        } else if (left == 0) {
            end();
        } else {
            part = Part.BODY;
            closes |= left == UNTIL_CLOSE;
        }
    }

    private void header() {
        if (isNamed("content-length:")) {
            left = Long.parseLong(value("content-length:"));
        } else if (isNamed("transfer-encoding:")) {
            chunked = value("transfer-encoding:").equals("chunked");
        } else if (isNamed("connection:")) {
            closes = value("connection:").equals("close");
        }
    }

    private boolean isNamed(String name) {
        if (lineLength < name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if ((line[i] | 0x20) != (name.charAt(i) | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private String value(String name) {
        return new String(line, name.length(), lineLength - name.length(), StandardCharsets.ISO_8859_1)
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private void chunkSize() {
        left = 0;
        for (int i = 0; i < lineLength && line[i] != ';' && line[i] != ' '; i++) {
            int digit = Character.digit(line[i], 16);
            if (digit < 0) {
                throw new WrongAnswerException("chunk: expected its size, got "
                        + new String(line, 0, lineLength, StandardCharsets.ISO_8859_1));
            }
            left = 16 * left + digit;
        }
        part = left == 0 ? Part.TRAILER : Part.CHUNK;
    }

    private int body(byte[] bytes, int from, int to) {
        int end = left == UNTIL_CLOSE ? to : (int) Math.min(to, from + left);
        if (status == 200) {
            check.accept(bytes, from, end);
        } else if (error.length() < MOST_OF_AN_ERROR) {
            error.append(new String(bytes, from, Math.min(end - from, MOST_OF_AN_ERROR), StandardCharsets.UTF_8));
        }
        if (left != UNTIL_CLOSE) {
            left -= end - from;
            if (left == 0 && part == Part.CHUNK) {
                part = Part.CHUNK_END;
            } else if (left == 0) {
                end();
            }
        }
        return end;
    }

    private void end() {
        part = Part.DONE;
        if (status != 200) {
            throw new WrongAnswerException("status: expected 200, got " + status + " " + error);
        }
        check.end();
    }
}
