package io.infiniproxy.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a text, in UTF-8. Enough for keys of 256 random bits; it would not be for passwords. */
public final class Sha256 {
    /** To be cloned, which is quicker than to look for the algorithm with each request. */
    private static final MessageDigest UNUSED = digest();

    private Sha256() {}

    /** Returns it as 64 hexadecimal digits. */
    public static String hex(String text) {
        return HexFormat.of().formatHex(of(text));
    }

    /** Returns its 32 bytes. */
    public static byte[] of(String text) {
        try {
            MessageDigest digest = (MessageDigest) UNUSED.clone();
            return digest.digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
