package io.infiniproxy.admin.status;

import io.infiniproxy.route.JsonAnswer;
import io.infiniproxy.route.counters.Counts;
import io.infiniproxy.route.counters.RouteCounters;
import io.infiniproxy.route.counters.StepCounters;
import io.infiniproxy.route.stream.ClientConnection;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.URISupport;

/** Answers the running routes, their steps, and what has passed each route and each step. */
public final class ShowRoutes implements Processor {
    private final RouteCounters counters;
    private final StepCounters stepCounters;

    public ShowRoutes(RouteCounters counters, StepCounters stepCounters) {
        this.counters = counters;
        this.stepCounters = stepCounters;
    }

    private record Routes(List<ShownRoute> routes) {}

    private record ShownRoute(String id, String description, String from, Counts counts, List<Step> steps) {}

    /** {@code total}: how often it has begun. */
    private record Step(String id, String type, String label, String description, long total, List<Step> steps) {}

    @Override
    public void process(Exchange exchange) {
        ModelCamelContext camel = (ModelCamelContext) exchange.getContext();
        List<ShownRoute> routes = camel.getRouteDefinitions().stream().map(this::shown).toList();
        JsonAnswer.send(ClientConnection.of(exchange), new Routes(routes));
    }

    private ShownRoute shown(RouteDefinition route) {
        return new ShownRoute(
                route.getId(),
                route.getDescriptionText(),
                URISupport.sanitizeUri(route.getInput().getEndpointUri()),
                counters.ofRoute(route.getId()),
                steps(route));
    }

    /** What a failure leads to is the same for all routes, and none of their steps. */
    private List<Step> steps(ProcessorDefinition<?> parent) {
        return parent.getOutputs().stream()
                .filter(step -> !(step instanceof OnExceptionDefinition))
                .map(this::shown)
                .toList();
    }

    private Step shown(ProcessorDefinition<?> step) {
        return new Step(
                step.getId(),
                step.getShortName(),
                URISupport.sanitizeUri(step.getLabel()),
                step.getDescriptionText(),
                stepCounters.ofStep(step.getId()),
                steps(step));
    }
}
