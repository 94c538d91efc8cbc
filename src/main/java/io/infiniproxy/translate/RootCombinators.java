package io.infiniproxy.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Alternatives at the root of a schema, which OpenAI refuses there: their properties are joined. Of {@code anyOf} and
 * {@code oneOf} only what every alternative requires stays required.
 *
 * @see <a href="https://platform.openai.com/docs/guides/structured-outputs#supported-schemas">OpenAI: supported schemas</a>
 */
final class RootCombinators {
    private static final String OBJECT = "object";
    private static final List<String> REFUSED = List.of("enum", "not", "if", "then", "else");

    private RootCombinators() {}

    /** Changes {@code root}, so that it is an object without them. */
    static void flatten(ObjectNode root, SchemaChanges changes) {
        join(root, "allOf", true, changes);
        join(root, "anyOf", false, changes);
        join(root, "oneOf", false, changes);
        for (String keyword : REFUSED) {
            if (root.remove(keyword) != null) {
                changes.removed(keyword);
            }
        }
        if (root.path("type").isArray() && texts(root.path("type")).contains(OBJECT)) {
            root.put("type", OBJECT);
            changes.rewritten("type");
        }
    }

    private static void join(ObjectNode root, String keyword, boolean all, SchemaChanges changes) {
        JsonNode branches = root.remove(keyword);
        if (branches == null) {
            return;
        }
        changes.rewritten(keyword);
        List<JsonNode> objects = new ArrayList<>();
        for (JsonNode branch : branches.isArray() ? branches : root.arrayNode()) {
            JsonNode schema = resolved(branch, root);
            if (schema.has("properties") || schema.has("required")) {
                objects.add(schema);
                addProperties(schema.path("properties"), propertiesOf(root), all);
            }
        }
        require(root, required(objects, all));
    }

    private static ObjectNode propertiesOf(ObjectNode root) {
        return root.get("properties") instanceof ObjectNode properties ? properties : root.putObject("properties");
    }

    /** A definition of the schema itself instead of a reference to it. */
    private static JsonNode resolved(JsonNode branch, ObjectNode root) {
        String reference = branch.path("$ref").asText();
        return reference.startsWith("#/") ? root.at(reference.substring(1)) : branch;
    }

    private static void addProperties(JsonNode properties, ObjectNode joined, boolean all) {
        properties.properties().forEach(property -> {
            JsonNode before = joined.get(property.getKey());
            boolean isOther = before != null && !before.equals(property.getValue());
            joined.set(property.getKey(), isOther ? either(before, property.getValue(), joined, all) : property.getValue());
        });
    }

    private static ObjectNode either(JsonNode one, JsonNode other, ObjectNode nodes, boolean all) {
        ObjectNode either = nodes.objectNode();
        either.putArray(all ? "allOf" : "anyOf").add(one).add(other);
        return either;
    }

    private static Set<String> required(List<JsonNode> branches, boolean all) {
        Set<String> required = new LinkedHashSet<>();
        branches.forEach(branch -> required.addAll(texts(branch.path("required"))));
        if (!all) {
            branches.forEach(branch -> required.retainAll(texts(branch.path("required"))));
        }
        return required;
    }

    private static void require(ObjectNode root, Set<String> names) {
        Set<String> required = new LinkedHashSet<>(texts(root.path("required")));
        if (required.addAll(names)) {
            ArrayNode array = root.putArray("required");
            required.forEach(array::add);
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
