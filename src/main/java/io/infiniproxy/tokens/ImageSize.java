package io.infiniproxy.tokens;

import java.util.Base64;
import java.util.Optional;

/**
 * The size of an image in pixels, from the head of its file; the image itself is not decoded.
 *
 * @see <a href="https://www.w3.org/TR/png-3/#11IHDR">PNG: IHDR</a>
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">JPEG: frame header, B.2.2</a>
 * @see <a href="https://www.w3.org/Graphics/GIF/spec-gif89a.txt">GIF: logical screen descriptor</a>
 * @see <a href="https://developers.google.com/speed/webp/docs/riff_container">WebP container</a>
 */
record ImageSize(int width, int height) {
    /** Cameras write some ten; this only bounds the work for a file that is none. */
    private static final int MAX_SEGMENTS = 1000;

    /** Returns the size of a PNG, JPEG, GIF or WebP file in Base64; empty where the head tells none. */
    static Optional<ImageSize> read(String base64) {
        try {
            return Optional.ofNullable(read(new Head(base64))).filter(size -> size.width > 0 && size.height > 0);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty(); // no Base64, or cut short: the backend will say so
        }
    }

    private static ImageSize read(Head head) {
        return switch (head.bigEndian(0)) {
            case 0x8950 -> new ImageSize(head.bigEndian(16) << 16 | head.bigEndian(18), head.bigEndian(20) << 16 | head.bigEndian(22));
            case 0x4749 -> new ImageSize(head.littleEndian(6), head.littleEndian(8));
            case 0xffd8 -> jpeg(head);
            case 0x5249 -> webp(head);
            default -> null;
        };
    }

    /** Walks from segment to segment, over EXIF data and the like, to the one that begins the frame. */
    private static ImageSize jpeg(Head head) {
        int offset = 2;
        for (int segment = 0; segment < MAX_SEGMENTS && head.at(offset) == 0xff; segment++) {
            if (isStartOfFrame(head.at(offset + 1))) {
                return new ImageSize(head.bigEndian(offset + 7), head.bigEndian(offset + 5));
            }
            offset += 2 + head.bigEndian(offset + 2);
        }
        return null;
    }

    /** SOF0 to SOF15; C4, C8 and CC are others. */
    private static boolean isStartOfFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    /** The first chunk is {@code VP8X}, or in simple files the image: {@code VP8L}, lossless, or {@code VP8 }. */
    private static ImageSize webp(Head head) {
        return switch (head.at(15)) {
            case 'X' -> new ImageSize(1 + (head.littleEndian(24) | head.at(26) << 16), 1 + (head.littleEndian(27) | head.at(29) << 16));
            case 'L' -> new ImageSize(
                    1 + (head.littleEndian(21) & 0x3fff), 1 + (head.littleEndian(22) >> 6 | (head.at(24) & 0xf) << 10));
            case ' ' -> new ImageSize(head.littleEndian(26) & 0x3fff, head.littleEndian(28) & 0x3fff);
            default -> null;
        };
    }

    /** Bytes of a file in Base64, each decoded when it is asked for. */
    private record Head(String base64) {
        int at(int index) {
            int group = index / 3 * 4;
            return Base64.getDecoder().decode(base64.substring(group, group + 4))[index % 3] & 0xff;
        }

        int bigEndian(int index) {
            return at(index) << 8 | at(index + 1);
        }

        int littleEndian(int index) {
            return at(index) | at(index + 1) << 8;
        }
    }
}
