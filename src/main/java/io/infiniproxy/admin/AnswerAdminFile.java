package io.infiniproxy.admin;

import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;
import io.infiniproxy.settings.Home;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers the files of the admin page: those in {@code admin/} and {@code admin/views/}, of the kinds that a page is made of. */
public final class AnswerAdminFile implements Processor {
    /** A name without percent sign or second dot, and no slash but that of the one folder, cannot lead out of it. */
    private static final Pattern FILE_NAME = Pattern.compile("(?:views/)?[A-Za-z0-9_-]{1,100}\\.([a-z0-9]{1,10})");

    private static final Map<String, String> CONTENT_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2");

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
                    "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cache-Control", "no-cache");

    private final Home home;

    public AnswerAdminFile(Home home) {
        this.home = home;
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        String name = name(client.request().path());
        Matcher match = FILE_NAME.matcher(name);
        String contentType = match.matches() ? CONTENT_TYPES.get(match.group(1)) : null;
        if (contentType == null) {
            throw nothing(client);
        }
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.put("Content-Type", contentType);
        client.answer(200, headers, read(name, client));
    }

    private static String name(String path) {
        String name = path.replaceFirst("^/admin/?", "");
        return name.isEmpty() ? "index.html" : name;
    }

    private byte[] read(String name, ClientConnection client) {
        try (InputStream file = home.open("admin/" + name).orElseThrow(() -> nothing(client))) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read admin/" + name, e);
        }
    }

    private static RefusedException nothing(ClientConnection client) {
        return new RefusedException(404, "There is nothing at " + client.request().method() + " " + client.request().path());
    }
}
