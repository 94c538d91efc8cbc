package io.infiniproxy.translate;

import io.infiniproxy.digest.Sha256;
import io.infiniproxy.profile.BackendProfile.ToolIds;
import java.util.regex.Pattern;

/**
 * Ids of tool calls as a backend takes them. An id that it does not take becomes another one, the same in every turn, in the
 * call and in its result alike.
 *
 * @see <a href="https://github.com/anomalyco/opencode/issues/12653">opencode#12653: ids of over 40 characters</a>
 * @see <a href="https://github.com/sst/opencode/issues/1680">opencode#1680: Mistral wants nine letters and digits</a>
 */
final class ToolCallIds {
    private static final int MAX_LENGTH = 40;
    private static final Pattern ALPHANUMERIC_9 = Pattern.compile("[a-zA-Z0-9]{9}");
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private ToolCallIds() {}

    /** Returns the id that the backend is told. */
    static String toBackend(String id, ToolIds rule) {
        return switch (rule) {
            case ANY -> id;
            case MAX40 -> AsciiWord.of(id, MAX_LENGTH);
            case ALPHANUMERIC9 -> ALPHANUMERIC_9.matcher(id).matches() ? id : nine(id);
        };
    }

    private static String nine(String id) {
        byte[] hash = Sha256.of(id);
        StringBuilder nine = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            nine.append(DIGITS.charAt(Byte.toUnsignedInt(hash[i]) % DIGITS.length()));
        }
        return nine.toString();
    }
}
