package io.infiniproxy.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The members of JSON texts whose values are of interest, as a tree. An element of an array counts as the array itself. */
final class JsonPaths {
    /** No member of interest is at or below this one. */
    static final int ELSEWHERE = -1;

    /** The JSON text itself. */
    static final int ROOT = 0;

    private final List<Node> nodes = new ArrayList<>();

    private record Node(int parent, byte[] name) {}

    private byte[][] names;
    private int[] parents;

    JsonPaths() {
        nodes.add(new Node(ELSEWHERE, new byte[0]));
        freeze();
    }

    /** Returns the number of the member at such a path, for example {@code choices.delta.content}. */
    int add(String path) {
        int node = ROOT;
        for (String name : path.split("\\.")) {
            byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
            int child = child(node, bytes, 0, bytes.length);
            if (child == ELSEWHERE) {
                child = nodes.size();
                nodes.add(new Node(node, bytes));
                freeze();
            }
            node = child;
        }
        return node;
    }

    private void freeze() {
        names = nodes.stream().map(Node::name).toArray(byte[][]::new);
        parents = nodes.stream().mapToInt(Node::parent).toArray();
    }

    /** Returns the number of a member of {@code node}. */
    int child(int node, byte[] json, int from, int to) {
        if (node != ELSEWHERE) {
            for (int i = node + 1; i < names.length; i++) {
                if (parents[i] == node && names[i].length == to - from && Arrays.equals(names[i], 0, to - from, json, from, to)) {
                    return i;
                }
            }
        }
        return ELSEWHERE;
    }
}
