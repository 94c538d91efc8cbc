package io.infiniproxy.route.stream;

import io.infiniproxy.route.error.Api;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/** What a client asks: the head of its request. */
public final class ClientRequest {
    private final HttpServerRequest request;

    ClientRequest(HttpServerRequest request) {
        this.request = request;
    }

    public String method() {
        return request.method().name();
    }

    /** Returns the path, without the query. */
    public String path() {
        return request.path();
    }

    /** Returns a header, or null. */
    public String header(String name) {
        return request.getHeader(name);
    }

    /** Returns a query parameter, or null. */
    public String parameter(String name) {
        return request.getParam(name);
    }

    /** Returns the names of all query parameters. */
    public Set<String> parameterNames() {
        return request.params().names();
    }

    /** Returns the value of a cookie, or null. */
    public String cookie(String name) {
        var cookie = request.getCookie(name);
        return cookie == null ? null : cookie.getValue();
    }

    /** Returns the API that the client speaks. */
    public Api api() {
        return Api.of(path(), request.headers()::contains);
    }
}
