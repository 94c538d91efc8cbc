package io.infiniproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.settings.Home;
import io.infiniproxy.testing.RunningProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes of a home folder that Camel reads in another way than ours. */
final class RouteFileLoaderTest {
    /** A step, as a route file can define it. */
    public static final class Greet implements Processor {
        private String text;

        public void setText(String text) {
            this.text = text;
        }

        @Override
        public void process(Exchange exchange) {
            exchange.getMessage().setBody(text);
        }
    }

    @TempDir
    Path folder;

    @Test
    void findsTheBeansThatARouteFileDefines() throws Exception {
        new Home(folder).unpackRoutes();
        Files.writeString(folder.resolve("routes/greet.camel.yaml"), """
                - route:
                    from:
                      uri: platform-http:/greet
                      steps:
                        - process: { ref: greet }
                - "beans":
                    - name: greet
                      type: %s
                      properties: { text: Good morning }
                """.formatted(Greet.class.getName()));
        try (RunningProxy proxy = RunningProxy.start(folder, Map.of())) {
            assertThat(proxy.call("/greet").get().body()).isEqualTo("Good morning");
            assertThat(proxy.call("/health").get().status()).isEqualTo(200);
        }
    }
}
