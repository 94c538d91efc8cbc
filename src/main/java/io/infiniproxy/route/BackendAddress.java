package io.infiniproxy.route;

import io.infiniproxy.settings.BackendUrl;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpMethods;

/** Where the backend is, and the key that it wants. */
public record BackendAddress(BackendUrl url, Optional<String> apiKey) {

    /** Addresses a message to the backend's endpoint at {@code path}; none of the headers that it had goes out with it. */
    public void write(Message message, HttpMethods method, String path) {
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, method);
        message.setHeader(Exchange.HTTP_URI, url.endpoint(path));
        if (url.rawQuery() != null) {
            message.setHeader(Exchange.HTTP_RAW_QUERY, url.rawQuery());
        }
        message.setHeader("Accept", "application/json, text/event-stream");
        message.setHeader("User-Agent", "infiniproxy");
        apiKey.ifPresent(key -> message.setHeader("Authorization", "Bearer " + key));
    }

    /** Leaves out the key. */
    @Override
    public String toString() {
        return "BackendAddress[url=" + url.base() + "]";
    }
}
