package io.infiniproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infiniproxy.settings.Home;
import io.infiniproxy.testing.RunningProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Route files that Camel reads in another way than ours. */
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

    private static final String BEANS = """
            - "beans":
                - name: greet
                  type: %s
                  properties: { text: Good morning }
            """.formatted(Greet.class.getName());

    @Test
    void beansAreThereBeforeAnyRoute() throws Exception {
        try (CamelContext camel = new DefaultCamelContext()) {
            preParse(camel, BEANS);

            assertThat(camel.getRegistry().lookupByName("greet")).isInstanceOf(Greet.class);
        }
    }

    /** It is when its routes are read that it turns out to be no YAML. */
    @Test
    void aFileWithoutBeansIsNotReadForThem() throws Exception {
        try (CamelContext camel = new DefaultCamelContext()) {
            assertThatCode(() -> preParse(camel, "- route: [")).doesNotThrowAnyException();
            assertThatThrownBy(() -> preParse(camel, "- beans: [")).isNotNull();
        }
    }

    private static void preParse(CamelContext camel, String yaml) throws Exception {
        RouteFileLoader loader = new RouteFileLoader();
        camel.addService(loader);
        loader.preParseRoute(ResourceHelper.fromString("file.camel.yaml", yaml));
    }

    @Test
    void aRouteOfTheHomeUsesItsBean(@TempDir Path folder) throws Exception {
        new Home(folder).unpackRoutes();
        Files.writeString(folder.resolve("routes/greet.camel.yaml"), """
                - route:
                    from:
                      uri: platform-http:/greet
                      steps:
                        - process: { ref: greet }
                """ + BEANS);
        try (RunningProxy proxy = RunningProxy.start(folder, Map.of())) {
            assertThat(proxy.call("/greet").get().body()).isEqualTo("Good morning");
            assertThat(proxy.call("/health").get().status()).isEqualTo(200);
        }
    }
}
