package io.infiniproxy.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tools that Anthropic defines and the client runs. Requests name them by type only, {@code bash_20250124} for example;
 * other models have to be told what they are: {@code resources/tools}.
 *
 * @see <a href="https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview">Tool use</a>
 */
final class DefinedTools {
    private static final Map<String, JsonNode> TOOLS = List.of("bash", "text_editor", "memory", "computer").stream()
            .collect(Collectors.toMap(Function.identity(), DefinedTools::load));

    private DefinedTools() {}

    /**
     * Returns {@code tool} with a description and a schema where Anthropic defines them; others stay as they are.
     *
     * @param request the tool as the request has it, with the size of the screen
     */
    static Tool describe(Tool tool, JsonNode request) {
        if (tool.isCustom() || tool.inputSchema() != null) {
            return tool;
        }
        return definition(tool.type())
                .map(definition -> new Tool(
                        tool.index(),
                        tool.type(),
                        tool.name(),
                        definition.path("description").textValue() + screen(request),
                        definition.path("input_schema"),
                        tool.strict(),
                        tool.inputExamples()))
                .orElse(tool);
    }

    /**
     * The model clicks at points of this screen.
     *
     * @see <a href="https://platform.claude.com/docs/en/agents-and-tools/tool-use/computer-use-tool">Computer use</a>
     */
    private static String screen(JsonNode computer) {
        JsonNode width = computer.path("display_width_px");
        JsonNode height = computer.path("display_height_px");
        if (!width.isIntegralNumber() || !height.isIntegralNumber()) {
            return "";
        }
        JsonNode number = computer.path("display_number");
        return " The screen is " + width + " pixels wide and " + height + " pixels high"
                + (number.isIntegralNumber() ? ", display number " + number + "." : ".");
    }

    /** A type is a name and a date. */
    private static Optional<JsonNode> definition(String type) {
        return Optional.ofNullable(TOOLS.get(type.replaceFirst("_\\d+$", "")));
    }

    private static JsonNode load(String name) {
        String path = "/tools/" + name + ".json";
        try (InputStream file = DefinedTools.class.getResourceAsStream(path)) {
            return Json.read(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }
}
