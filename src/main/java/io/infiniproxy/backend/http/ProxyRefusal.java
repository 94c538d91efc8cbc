package io.infiniproxy.backend.http;

import io.infiniproxy.backend.ProxyRefusedException;
import java.io.IOException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/**
 * Tells the answer of an HTTP proxy that refuses {@code CONNECT} from the backend's, which the HTTP client does not: only a
 * request that has got as far as {@link #connected} can have been answered by the backend.
 */
final class ProxyRefusal implements ExecChainHandler {
    private static final String CONNECTED = "infiniproxy.connected";

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ClassicHttpResponse response = chain.proceed(request, scope);
        if (scope.clientContext.getAttribute(CONNECTED) == null) {
            response.close();
            throw new ProxyRefusedException(response.getCode());
        }
        return response;
    }

    /** Stands where the connection to the backend is there. */
    static ClassicHttpResponse connected(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        scope.clientContext.setAttribute(CONNECTED, true);
        return chain.proceed(request, scope);
    }
}
