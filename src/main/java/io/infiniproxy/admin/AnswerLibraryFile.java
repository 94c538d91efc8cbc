package io.infiniproxy.admin;

import io.infiniproxy.route.stream.ClientConnection;
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
 * Answers the scripts and styles of uPlot, which draws the charts of the page, from its WebJar: nothing comes from the internet.
 *
 * @see <a href="https://www.webjars.org/documentation">WebJars</a>
 */
public final class AnswerLibraryFile implements Processor {
    private static final String FOLDER = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    /** A name without slash, percent sign or two dots in a row cannot lead out of the folder. */
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_-]{1,50}(?:\\.[A-Za-z0-9_-]{1,10}){0,2}\\.(js|css)");

    private static final Map<String, String> CONTENT_TYPES =
            Map.of("css", "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8");

    /** A week. A page for another version asks with another query. */
    private static final String CACHE_CONTROL = "public, max-age=604800";

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        String path = client.request().path();
        String name = path.substring(path.lastIndexOf('/') + 1);
        Matcher match = FILE_NAME.matcher(name);
        if (!match.matches()) {
            throw AnswerAdminFile.nothing(client);
        }
        Map<String, String> headers = new HashMap<>(AnswerAdminFile.SAFETY);
        headers.put("Cache-Control", CACHE_CONTROL);
        headers.put("Content-Type", CONTENT_TYPES.get(match.group(1)));
        client.answer(200, headers, read(name, client));
    }

    private static byte[] read(String name, ClientConnection client) {
        try (InputStream file = AnswerLibraryFile.class.getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                throw AnswerAdminFile.nothing(client);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + FOLDER + name, e);
        }
    }
}
