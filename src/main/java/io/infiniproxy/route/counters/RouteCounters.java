package io.infiniproxy.route.counters;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;

/**
 * Counts what passes each route, and how long it takes. Threadsafe.
 *
 * @see <a href="https://camel.apache.org/manual/route-policy.html">Route policy</a>
 */
public final class RouteCounters implements RoutePolicyFactory {
    private final Map<String, Counters> routes = new ConcurrentHashMap<>();

    /** Adds itself to a context whose routes are not there yet. */
    public void addTo(CamelContext camel) {
        camel.addRoutePolicyFactory(this);
    }

    /** Returns the counts of a route. */
    public Counts ofRoute(String id) {
        Counters counters = routes.get(id);
        return counters == null ? Counts.NONE : counters.counts();
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext camel, String routeId, NamedNode route) {
        return new CountedRoute(routeId, routes.computeIfAbsent(routeId, added -> new Counters()));
    }

    /** @param caught what had failed before the route began, or null */
    private record Begun(long nanos, Object caught) {}

    private static final class CountedRoute extends RoutePolicySupport {
        private final String startProperty;
        private final Counters counters;

        CountedRoute(String routeId, Counters counters) {
            startProperty = "infiniproxyRouteStart-" + routeId;
            this.counters = counters;
        }

        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            exchange.setProperty(startProperty, new Begun(counters.begin(), exchange.getProperty(Exchange.EXCEPTION_CAUGHT)));
        }

        /** A failure that the client was told of is handled, and a failure all the same; but not of the route that tells it. */
        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            if (exchange.removeProperty(startProperty) instanceof Begun begun) {
                boolean hasCaught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT) != begun.caught();
                counters.end(begun.nanos(), exchange.isFailed() || hasCaught);
            }
        }
    }
}
