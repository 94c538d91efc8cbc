package io.infiniproxy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** A tool the client offers: its name and the JSON schema of its parameters. */
record Tool(String name, JsonNode parameters) {
    /** Compared without case and underscores: file_path is filePath. */
    private static final Set<String> PATH_PROPERTIES =
            Set.of("path", "filepath", "filename", "file", "absolutepath", "relativepath", "targetfile", "pathname");

    private static final List<String> READING = List.of("read", "cat", "view", "open", "show", "load", "get");
    private static final List<String> CHANGING = List.of(
            "write", "edit", "create", "delete", "remove", "move", "replace", "update", "insert", "patch", "save",
            "append");

    /** The function tools of a request; other kinds take no JSON arguments. */
    static List<Tool> of(JsonNode request) {
        return StreamSupport.stream(request.path("tools").spliterator(), false)
                .map(tool -> tool.path("function"))
                .filter(function -> function.path("name").isTextual())
                .map(function -> new Tool(function.path("name").asText(), function.path("parameters")))
                .toList();
    }

    /** The property that takes the path of a file, if there is one. */
    Optional<String> pathProperty() {
        return parameters.path("properties").properties().stream()
                .filter(property -> PATH_PROPERTIES.contains(plain(property.getKey())))
                .filter(property -> property.getValue().path("type").asText("string").equals("string"))
                .map(property -> property.getKey())
                .findFirst();
    }

    /** Tells by the name whether the tool may change the file it is given. */
    boolean changesFiles() {
        return CHANGING.stream().anyMatch(plain(name)::contains);
    }

    /** How far the name is from saying that the tool reads a file. */
    int distanceFromReading() {
        String plain = plain(name);
        if (READING.stream().anyMatch(plain::startsWith)) {
            return 0;
        }
        return READING.stream().anyMatch(plain::contains) ? 1 : 2;
    }

    private static String plain(String name) {
        return name.replaceAll("[_-]", "").toLowerCase(Locale.ROOT);
    }
}
