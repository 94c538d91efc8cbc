package io.infiniproxy.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.anthropic.ContentBlock.ImageBlock;
import io.infiniproxy.anthropic.ContentBlock.Source.Base64Source;
import io.infiniproxy.anthropic.ContentBlock.Source.UrlSource;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageTokensTest {
    /** The sizes of Anthropic's documentation, an icon, a screen and a photo. */
    @ParameterizedTest
    @CsvSource({"1,1,1", "64,64,5", "200,200,53", "800,600,640", "1000,1000,1333", "1092,1092,1590", "1920,1080,1600", "3024,4032,1600", "4000,400,328"})
    void anImageCostsByItsSize(int width, int height, long tokens) throws IOException {
        assertThat(tokens("png", file("png", width, height))).isEqualTo(tokens);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif"})
    void readsTheSizeOfAFile(String format) throws IOException {
        String file = file(format, 640, 300);

        assertThat(ImageSize.read(file)).hasValue(new ImageSize(640, 300));
        assertThat(ImageSize.read(file.substring(0, 8))).isEmpty();
    }

    @Test
    void readsTheSizeOfAJpegBehindOtherSegments() throws IOException {
        byte[] jpeg = Base64.getDecoder().decode(file("jpeg", 640, 300));
        ByteArrayOutputStream withExif = new ByteArrayOutputStream();
        withExif.write(jpeg, 0, 2);
        withExif.write(HexFormat.of().parseHex("ffe1fffe"));
        withExif.write(new byte[0xfffc]);
        withExif.write(jpeg, 2, jpeg.length - 2);

        assertThat(ImageSize.read(Base64.getEncoder().encodeToString(withExif.toByteArray())))
                .hasValue(new ImageSize(640, 300));
    }

    /** The heads of the three kinds of WebP files. */
    @ParameterizedTest
    @ValueSource(strings = {
        "52494646000000005745425056503858 0a000000 00000000 7f0200 2b0100",
        "5249464600000000574542505650384c 00000000 2f 7fc24a00",
        "52494646000000005745425056503820 00000000 000000 9d012a 8002 2c01 00"
    })
    void readsTheSizeOfWebP(String head) {
        byte[] file = HexFormat.of().parseHex(head.replace(" ", "") + "0000000000");
        assertThat(ImageSize.read(Base64.getEncoder().encodeToString(file))).hasValue(new ImageSize(640, 300));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "iVBORw0KGgo=", "/9j/4AAA", "/9j/////////", "no Base64 at all", "R0lGODlhAAAAAAAA"})
    void whatTellsNoSizeIsALargeImage(String data) {
        assertThat(tokens("png", data)).isEqualTo(1600);
    }

    @Test
    void anImageByUrlIsALargeOne() {
        assertThat(ImageTokens.of(new ImageBlock(new UrlSource("https://example.org/a.png")))).isEqualTo(1600);
    }

    private static long tokens(String format, String base64) {
        return ImageTokens.of(new ImageBlock(new Base64Source("image/" + format, base64)));
    }

    private static String file(String format, int width, int height) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR), format, file)).isTrue();
        return Base64.getEncoder().encodeToString(file.toByteArray());
    }
}
