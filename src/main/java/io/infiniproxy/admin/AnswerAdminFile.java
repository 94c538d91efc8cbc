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

/**
 * Answers the files of the admin page: those that lie in {@code admin/} itself and in {@code admin/views/}, and are of a kind that a
 * page is made of.
 */
public final class AnswerAdminFile implements Processor {
    /** A name without percent sign, second dot or a slash but the one of views cannot lead out of the folder. */
    private static final Pattern FILE_NAME = Pattern.compile("(?:views/)?[A-Za-z0-9_-]{1,100}\\.([a-z0-9]{1,10})");

    private static final String FOLDER = "/admin/";

    private static final Map<String, String> CONTENT_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2");

    /** What keeps a browser from taking the files for anything else. */
    static final Map<String, String> SAFETY = Map.of(
            "Content-Security-Policy",
                    "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer");

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
        Map<String, String> headers = new HashMap<>(SAFETY);
        headers.put("Cache-Control", "no-cache");
        headers.put("Content-Type", contentType);
        client.answer(200, headers, read(name, client));
    }

    private static String name(String path) {
        return path.startsWith(FOLDER) && path.length() > FOLDER.length() ? path.substring(FOLDER.length()) : "index.html";
    }

    private byte[] read(String name, ClientConnection client) {
        try (InputStream file = home.open("admin/" + name).orElseThrow(() -> nothing(client))) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read admin/" + name, e);
        }
    }

    /** There is no such file, or none that is served. */
    static RefusedException nothing(ClientConnection client) {
        return new RefusedException(404, "There is nothing at " + client.request().method() + " " + client.request().path());
    }
}
