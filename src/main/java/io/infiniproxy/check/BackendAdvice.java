package io.infiniproxy.check;

import io.infiniproxy.settings.Settings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** What to do about a backend that fails: mostly which setting to look at. */
record BackendAdvice(Settings settings, URI url, String model) implements Advice {
    private static final String SPEAKS_HTTP = "It seems to speak http, not https: correct OPENAI_BASE_URL.";

    @Override
    public String ofStatus(int status) {
        return switch (status) {
            case 200 -> "Is " + address() + " the API? OPENAI_BASE_URL mostly ends in /v1.";
            case 401, 403 -> settings.backendApiKey().isPresent()
                    ? "Check OPENAI_API_KEY: the backend refuses it."
                    : "Set OPENAI_API_KEY: the backend wants a key.";
            case 404, 405 -> "Check OPENAI_MODEL (" + model + " was asked for) and OPENAI_BASE_URL (" + address() + " was asked).";
            case 301, 302, 303, 307, 308 -> "It points elsewhere: put the address that it points to into OPENAI_BASE_URL.";
            case 402, 429 -> "The key is good, but its account has reached a limit.";
            case 400, 422 -> "";
            default -> "The backend itself fails: its own log may say why.";
        };
    }

    @Override
    public String ofCause(IOException cause) {
        String where = url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
        return switch (cause) {
            case HttpConnectTimeoutException e -> "no connection to " + where + " within "
                    + settings.connectTimeout().toSeconds() + " s" + ". Check OPENAI_BASE_URL" + proxyHint();
            case HttpTimeoutException e -> "no whole answer from " + where + " within "
                    + settings.timeout().toSeconds() + " s (TIMEOUT)";
            case SSLException e -> "no secure connection to " + where + " (" + e.getMessage() + "). " + tlsHint(e);
            case UnknownHostException e -> unknownHost();
            case ConnectException e when e.getCause() instanceof UnresolvedAddressException
                            || e.getCause() != null && e.getCause().getCause() instanceof UnresolvedAddressException ->
                unknownHost();
            case ConnectException e -> "nothing listens at " + where + ". Start the backend, or correct OPENAI_BASE_URL"
                    + proxyHint();
            default -> "the connection to " + where + " broke off (" + cause.getMessage() + ")" + plainHint();
        };
    }

    /** Without the query, in which some backends take their key. */
    private String address() {
        return url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
    }

    /** The JDK's client sees a plain answer to its TLS greeting as one or the other, whichever of its threads is first. */
    private String plainHint() {
        return "https".equals(url.getScheme()) ? ". " + SPEAKS_HTTP : "";
    }

    private String unknownHost() {
        return "there is no host " + url.getHost() + ". Correct OPENAI_BASE_URL" + proxyHint();
    }

    private String proxyHint() {
        return settings.httpsProxy().isPresent() ? ", or HTTPS_PROXY and NO_PROXY." : ".";
    }

    private static String tlsHint(SSLException e) {
        return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("unrecognized ssl message")
                ? SPEAKS_HTTP
                : "The certificate of a private CA goes into BACKEND_CA_FILE.";
    }
}
