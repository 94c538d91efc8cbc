package io.infiniproxy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.spi.Resource;

/**
 * Loads routes in YAML as Camel does, which reads each file twice: first for the beans that it defines, then for its routes. Only files in
 * which the word stands are read for beans; ours have none. Camel finds it in its registry.
 */
final class RouteFileLoader extends YamlRoutesBuilderLoader {
    private static final String BEANS = "beans";

    @Override
    public void preParseRoute(Resource resource) throws Exception {
        if (!resource.exists() || text(resource).contains(BEANS)) {
            super.preParseRoute(resource);
        }
    }

    private static String text(Resource resource) throws IOException {
        try (InputStream in = resource.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
