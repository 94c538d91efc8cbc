package io.infiniproxy.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** One case: a folder of {@code src/test/resources/golden}; its README says which files it may hold. */
record GoldenFolder(Path path) {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    /** Returns the folders that hold the file {@code name}. */
    static Stream<GoldenFolder> with(String name) {
        try (Stream<Path> folders = Files.list(GOLDEN)) {
            return folders.filter(folder -> Files.exists(folder.resolve(name)))
                    .sorted()
                    .map(GoldenFolder::new)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the folder of this name. */
    static GoldenFolder named(String name) {
        return new GoldenFolder(GOLDEN.resolve(name));
    }

    static Stream<GoldenFolder> all() {
        return with(".").filter(folder -> Files.isDirectory(folder.path));
    }

    boolean has(String name) {
        return Files.exists(path.resolve(name));
    }

    byte[] read(String name) {
        try {
            return Files.readAllBytes(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a file as text. */
    String text(String name) {
        return new String(read(name), StandardCharsets.UTF_8);
    }

    /** Returns a file, laid out as {@link #pretty} does it, so that a difference is a line. */
    String readPretty(String name) {
        return pretty(read(name));
    }

    /** Returns JSON with a line for every member; the order of the members stays. */
    static String pretty(byte[] json) {
        var lines = new DefaultPrettyPrinter().withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        try {
            return Json.MAPPER.writer(lines).writeValueAsString(Json.read(json));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns {@code settings.json}, or nothing of it. */
    JsonNode settings() {
        return has("settings.json") ? parse(text("settings.json")) : Json.MAPPER.createObjectNode();
    }

    /** Returns a tree of JSON that a test may change. */
    static JsonNode parse(String json) {
        try {
            return Json.read(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes an expected file that does not exist yet, when {@code -Dgolden.write=true} says so. Whoever commits it has read
     * it: what a case expects comes from the protocol, not from the code.
     */
    void writeIfMissing(String name, byte[] content) {
        if (Boolean.getBoolean("golden.write") && !has(name)) {
            try {
                Files.write(path.resolve(name), content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public String toString() {
        return path.getFileName().toString();
    }
}
