package io.infiniproxy.backend.http;

import io.infiniproxy.settings.InvalidSettingException;
import io.infiniproxy.settings.Settings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * The HTTP proxy towards the backend, as {@code HTTPS_PROXY} and {@code NO_PROXY} name it. As with other programs,
 * {@code NO_PROXY} is a list of hosts; a name also stands for the hosts below it, and {@code *} for all.
 */
public record BackendProxy(URI uri, List<String> direct) {

    /** Returns the proxy that the settings name, if they name one. */
    public static Optional<BackendProxy> of(Settings settings) {
        List<String> direct = Stream.of(settings.noProxy().split(","))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .map(host -> host.startsWith(".") ? host.substring(1) : host)
                .toList();
        return settings.httpsProxy().map(text -> new BackendProxy(parse(text), direct));
    }

    private static URI parse(String text) {
        try {
            URI uri = URI.create(text.contains("://") ? text : "http://" + text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new InvalidSettingException("HTTPS_PROXY: expected a URL such as http://proxy.example.com:3128");
    }

    void configure(HttpClientBuilder builder) {
        HttpHost proxy = new HttpHost(uri.getScheme(), uri.getHost(), port());
        builder.setRoutePlanner(new DefaultRoutePlanner(DefaultSchemePortResolver.INSTANCE) {
            @Override
            protected HttpHost determineProxy(HttpHost target, HttpContext context) {
                return isDirect(target) ? null : proxy;
            }
        });
        if (uri.getUserInfo() != null) {
            String[] user = uri.getUserInfo().split(":", 2);
            BasicCredentialsProvider credentials = new BasicCredentialsProvider();
            char[] password = user.length > 1 ? user[1].toCharArray() : new char[0];
            credentials.setCredentials(new AuthScope(proxy), new UsernamePasswordCredentials(user[0], password));
            builder.setDefaultCredentialsProvider(credentials);
        }
    }

    /** Returns the proxy's port. */
    public int port() {
        return uri.getPort() < 0 ? 80 : uri.getPort();
    }

    /** Only https goes through an https proxy, and never to this machine. */
    public boolean isDirect(HttpHost target) {
        String host = target.getHostName();
        boolean here = host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
        return !target.getSchemeName().equals("https")
                || here
                || direct.stream().anyMatch(name -> name.equals("*") || host.equals(name) || host.endsWith("." + name));
    }
}
