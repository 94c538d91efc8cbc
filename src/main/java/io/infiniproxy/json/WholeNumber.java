package io.infiniproxy.json;

/** Whole numbers as JSON writes them. */
final class WholeNumber {
    private static final int MOST_CHARACTERS = "-2147483648".length();

    private WholeNumber() {}

    /** Returns the number that this JSON value is; null where it is no whole number, or none that an int can be. */
    static Integer orNull(byte[] bytes, int start, int end) {
        boolean isNegative = bytes[start] == '-';
        long number = 0;
        for (int i = isNegative ? start + 1 : start; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || i - start >= MOST_CHARACTERS) {
                return null;
            }
            number = 10 * number + digit;
        }
        number = isNegative ? -number : number;
        return number == (int) number ? Integer.valueOf((int) number) : null;
    }
}
