package io.infiniproxy.backend.http;

import io.infiniproxy.settings.Settings;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpActivityListener;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Camel's HTTP component as the backend wants it: one pool of connections, live streams, calls that can be given up, and
 * nothing done twice or silently (retries, redirects, cookies, decompression).
 */
public final class BackendHttpClient implements HttpClientConfigurer {
    /** The exchange variable that holds the {@link BackendCall}. */
    public static final String CALL = "backendCall";

    /** Where Camel keeps the exchange in the HTTP client's context, as long as a listener is set. */
    private static final String EXCHANGE = "org.apache.camel.Exchange";

    /** Each connection has two buffers, of small pieces; what is larger goes past them. Half of the usual, as streams are many. */
    private static final int BUFFER_BYTES = 4096;

    private final Settings settings;

    private BackendHttpClient(Settings settings) {
        this.settings = settings;
    }

    /** Returns the component for {@code http:} and {@code https:} endpoints. */
    public static HttpComponent component(Settings settings) {
        HttpComponent component = new HttpComponent();
        component.setClientConnectionManager(connections(settings));
        component.setHttpClientConfigurer(new BackendHttpClient(settings));
        component.setHttpActivityListener(new ExchangeInContext());
        // else the headers of our request, the backend's key among them, would stand among those of its answer
        component.setCopyHeaders(false);
        component.setFollowRedirects(false);
        component.setRedirectHandlingDisabled(true);
        component.setAutomaticRetriesDisabled(true);
        component.setContentCompressionDisabled(true);
        component.setCookieManagementDisabled(true);
        component.setAuthCachingDisabled(true);
        component.setConnectionStateDisabled(true);
        component.setDefaultUserAgentDisabled(true);
        return component;
    }

    private static PoolingHttpClientConnectionManager connections(Settings settings) {
        Timeout silence = Timeout.of(settings.timeout());
        return new BackendConnections()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom().setBufferSize(BUFFER_BYTES).build())
                        .build())
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnPerRoute(settings.maxConnections())
                .setMaxConnTotal(settings.maxConnections())
                .setTlsSocketStrategy(tls(settings))
                .setDefaultSocketConfig(
                        SocketConfig.custom().setSoTimeout(silence).setTcpNoDelay(true).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                        .setSocketTimeout(Timeout.DISABLED) // BackendCall ends what is silent
                        .setValidateAfterInactivity(TimeValue.of(1, TimeUnit.SECONDS))
                        .build())
                .build();
    }

    private static TlsSocketStrategy tls(Settings settings) {
        return settings.caFile().isPresent()
                ? new DefaultClientTlsStrategy(BackendTls.context(settings.caFile()))
                : (socket, target, port, attachment, context) -> JdkTls.STRATEGY.upgrade(socket, target, port, attachment, context);
    }

    /** Made for the first connection that needs it: many backends are reached without TLS, and the JDK's issuers are many to read. */
    private static final class JdkTls {
        private static final TlsSocketStrategy STRATEGY = new DefaultClientTlsStrategy(BackendTls.context(Optional.empty()));
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.setConnectionManagerShared(true)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .setDefaultCookieSpecRegistry(name -> null) // the usual one reads a list of all public domains
                .disableContentCompression()
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.DISABLED)
                        .setConnectionRequestTimeout(Timeout.of(settings.connectTimeout()))
                        .build())
                .addExecInterceptorFirst("backend-call", BackendHttpClient::call);
        BackendProxy.of(settings).ifPresent(proxy -> proxy.configure(builder.addExecInterceptorFirst("proxy", new ProxyRefusal())
                .addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "connected", ProxyRefusal::connected)));
    }

    /** Lets the call be given up, by a client that hangs up or when the backend is silent. */
    private static ClassicHttpResponse call(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Exchange exchange = (Exchange) scope.clientContext.getAttribute(EXCHANGE);
        BackendCall call = exchange.getVariable(CALL, BackendCall.class);
        HttpUriRequestBase original = (HttpUriRequestBase) scope.originalRequest;
        call.attach(original);
        call.beginWait();
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            original.setEntity(null); // it has been sent, and the call lasts as long as the answer
            return response;
        } catch (IOException e) {
            throw call.explained(e);
        } finally {
            call.endWait();
        }
    }

    /** Camel puts the exchange into the client's context only for a listener; there is nothing to listen to. */
    private static final class ExchangeInContext implements HttpActivityListener {
        @Override
        public void onRequestSubmitted(
                Object source, Exchange exchange, HttpHost host, HttpRequest request, HttpEntity entity) {}

        @Override
        public void onResponseReceived(
                Object source,
                Exchange exchange,
                HttpHost host,
                HttpResponse response,
                HttpEntity entity,
                long elapsedMillis) {}
    }
}
