package io.infiniproxy.check;

import io.infiniproxy.backend.http.BackendProxy;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import org.apache.hc.core5.http.HttpHost;

/** The HTTP proxy towards the backend, for the JDK's client. */
final class BackendProxySelector extends ProxySelector {
    private final BackendProxy proxy;

    private BackendProxySelector(BackendProxy proxy) {
        this.proxy = proxy;
    }

    static BackendProxySelector of(BackendProxy proxy) {
        return new BackendProxySelector(proxy);
    }

    void configure(HttpClient.Builder builder) {
        builder.proxy(this);
        String user = proxy.uri().getUserInfo();
        if (user != null) {
            // the JDK sends no password in clear to a proxy for https unless this is emptied
            System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
            builder.authenticator(new ProxyUser(user));
        }
    }

    @Override
    public List<Proxy> select(URI uri) {
        if (proxy.isDirect(new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort()))) {
            return List.of(Proxy.NO_PROXY);
        }
        return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.uri().getHost(), proxy.port())));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // there is no second proxy to try
    }

    /** User and password of the proxy, and of nothing else. */
    private static final class ProxyUser extends Authenticator {
        private final String[] user;

        ProxyUser(String userAndPassword) {
            this.user = userAndPassword.split(":", 2);
        }

        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            if (getRequestorType() != RequestorType.PROXY) {
                return null;
            }
            return new PasswordAuthentication(user[0], user.length > 1 ? user[1].toCharArray() : new char[0]);
        }
    }
}
