package io.infiniproxy.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.settings.Home;
import io.infiniproxy.translate.Change;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** That openapi.json has the endpoints that the routes have, and no other. */
class OpenApiTest {
    private static final List<String> VERBS = List.of("get", "post", "put", "patch", "delete", "head", "options");

    @Test
    void hasTheEndpointsOfTheRoutes() throws IOException {
        var described = new AnswerOpenApi()
                .endpoints().stream()
                        .filter(endpoint -> !endpoint.method().equals("HEAD"))
                        .map(endpoint -> endpoint.method() + " " + endpoint.path().replaceAll("\\{\\w+}", "{}"));

        assertThat(sorted(described)).isEqualTo(sorted(routed().stream())).hasSizeGreaterThan(15);
    }

    @Test
    void namesEveryKindOfChange() throws IOException {
        try (InputStream resource = AnswerOpenApi.class.getResourceAsStream("/openapi.json")) {
            List<String> named = new ArrayList<>();
            io.infiniproxy.json.Json.MAPPER
                    .readTree(resource)
                    .at("/components/schemas/TranslationChange/properties/kind/enum")
                    .forEach(kind -> named.add(kind.asText()));
            assertThat(named).isEqualTo(Stream.of(Change.Kind.values()).map(Change.Kind::id).toList());
        }
    }

    @Test
    void pointsOnlyToWhatItHas() throws IOException {
        try (InputStream resource = AnswerOpenApi.class.getResourceAsStream("/openapi.json")) {
            var document = io.infiniproxy.json.Json.MAPPER.readTree(resource);
            assertThat(document.findValuesAsText("$ref"))
                    .isNotEmpty()
                    .allSatisfy(ref -> assertThat(document.at(ref.substring(1)).isMissingNode()).as(ref).isFalse());
        }
    }

    /** Every verb and path of routes/; HEAD stands beside GET and is left out. */
    private static List<String> routed() throws IOException {
        List<String> endpoints = new ArrayList<>();
        for (String file : new Home(Path.of("").toAbsolutePath()).routeFiles()) {
            try (InputStream yaml = URI.create(file).toURL().openStream()) {
                Object routes = new Load(LoadSettings.builder().build()).loadFromInputStream(yaml);
                ((List<?>) routes).forEach(item -> addAll(endpoints, (Map<?, ?>) item));
            }
        }
        return endpoints;
    }

    private static void addAll(List<String> endpoints, Map<?, ?> item) {
        if (item.get("rest") instanceof Map<?, ?> rest) {
            addRest(endpoints, rest);
        } else if (item.get("route") instanceof Map<?, ?> route) {
            addRoute(endpoints, (Map<?, ?>) route.get("from"));
        }
    }

    private static void addRest(List<String> endpoints, Map<?, ?> rest) {
        for (String verb : VERBS) {
            if (rest.get(verb) instanceof List<?> operations) {
                operations.forEach(operation -> add(
                        endpoints, verb, "" + rest.get("path") + ((Map<?, ?>) operation).get("path")));
            }
        }
    }

    /** A route that restricts no method takes POST alone, and says so by itself. */
    private static void addRoute(List<String> endpoints, Map<?, ?> from) {
        String uri = from.get("uri").toString();
        if (uri.startsWith("platform-http:")) {
            Object restriction = from.get("parameters") instanceof Map<?, ?> map ? map.get("httpMethodRestrict") : null;
            for (String verb : restriction == null ? new String[] {"POST"} : restriction.toString().split(",")) {
                add(endpoints, verb, uri.substring("platform-http:".length()));
            }
        }
    }

    private static void add(List<String> endpoints, String verb, String path) {
        if (!verb.equals("HEAD")) {
            endpoints.add(verb.toUpperCase(Locale.ROOT) + " " + path.replaceAll("\\{\\w+}|\\*", "{}"));
        }
    }

    private static TreeSet<String> sorted(Stream<String> endpoints) {
        TreeSet<String> sorted = new TreeSet<>();
        endpoints.forEach(endpoint -> assertThat(sorted.add(endpoint)).as(endpoint).isTrue());
        return sorted;
    }
}
