package io.infiniproxy.json;

/** A text that is kept as bytes of JSON. Its characters are made for who asks for them; most do not. */
abstract class BytesAsText implements CharSequence {
    @Override
    public int length() {
        return toString().length();
    }

    @Override
    public char charAt(int index) {
        return toString().charAt(index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return toString().subSequence(from, to);
    }

    @Override
    public abstract String toString();
}
