package io.infiniproxy.tokens;

import io.infiniproxy.anthropic.ContentBlock.ImageBlock;
import io.infiniproxy.anthropic.ContentBlock.Source.Base64Source;

/**
 * What an image costs as input. Every provider has a formula of its own; Anthropic's lies between the others, and it is the one
 * that Messages clients expect.
 *
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/vision">Vision: an image of w by h pixels has about
 *     w * h / 750 tokens; larger ones are scaled down</a>
 */
final class ImageTokens {
    /** Also of an image that cannot be looked at here, such as one by URL. */
    private static final long MOST = 1600;

    private static final double LONGEST_EDGE = 1568;
    private static final double PIXELS_PER_TOKEN = 750;

    private ImageTokens() {}

    /** Returns about how many tokens the image has. */
    static long of(ImageBlock image) {
        return image.source() instanceof Base64Source base64
                ? ImageSize.read(base64.data()).map(ImageTokens::of).orElse(MOST)
                : MOST;
    }

    private static long of(ImageSize size) {
        double scale = Math.min(1, LONGEST_EDGE / Math.max(size.width(), size.height()));
        double pixels = scale * size.width() * scale * size.height();
        return Math.clamp(Math.round(pixels / PIXELS_PER_TOKEN), 1, MOST);
    }
}
