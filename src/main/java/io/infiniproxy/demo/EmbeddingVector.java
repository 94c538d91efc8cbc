package io.infiniproxy.demo;

import java.util.SplittableRandom;

/** A vector of length 1 that depends on the text alone. It says nothing about the text's meaning. */
final class EmbeddingVector {
    private EmbeddingVector() {}

    static float[] of(String text, int dimensions) {
        var random = new SplittableRandom(text.hashCode());
        double[] values = random.doubles(dimensions, -1, 1).toArray();
        double length = length(values);
        var vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) (values[i] / length);
        }
        return vector;
    }

    private static double length(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }
}
