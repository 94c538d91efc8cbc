package io.infiniproxy.admin;

import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Refuses requests that name a host which is not this machine, where infiniproxy listens on this machine only. A web site
 * could give its own name the address 127.0.0.1 and have its visitors' browsers call us (DNS rebinding).
 */
public final class RefuseForeignHost implements Processor {
    /** An address cannot be given to a name, so all of 127.x are as good as localhost. */
    private static final Pattern THIS_MACHINE =
            Pattern.compile("(?i)(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

    private final boolean listensOnLoopback;

    public RefuseForeignHost(boolean listensOnLoopback) {
        this.listensOnLoopback = listensOnLoopback;
    }

    @Override
    public void process(Exchange exchange) {
        check(ClientConnection.of(exchange));
    }

    /** Refuses the request of a client that names a foreign host. */
    void check(ClientConnection client) {
        String host = client.request().header("host");
        if (listensOnLoopback && host != null && !isThisMachine(host)) {
            throw new RefusedException(403, AdminTexts.of(client).get("foreignHost", host));
        }
    }

    static boolean isThisMachine(String host) {
        return THIS_MACHINE.matcher(host).matches();
    }
}
