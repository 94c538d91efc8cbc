package io.infiniproxy.check;

import io.infiniproxy.settings.Settings;
import io.infiniproxy.texts.Texts;
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
record BackendAdvice(Settings settings, URI url, String model, Texts words) implements Advice {
    @Override
    public String ofStatus(int status) {
        return switch (status) {
            case 200 -> words.get("isItTheApi", address());
            case 401, 403 -> settings.backendApiKey().isPresent()
                    ? words.get("keyRefused")
                    : words.get("keyWanted");
            case 404, 405 -> words.get("wrongModel", model, address());
            case 301, 302, 303, 307, 308 -> words.get("pointsElsewhere");
            case 402, 429 -> words.get("accountLimit");
            case 400, 422 -> "";
            default -> words.get("backendFails");
        };
    }

    @Override
    public String ofCause(IOException cause) {
        String where = url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
        return switch (cause) {
            case HttpConnectTimeoutException e -> words.get("connectTimeout", where, settings.connectTimeout().toSeconds(), proxyHint());
            case HttpTimeoutException e -> words.get("answerTimeout", where, settings.timeout().toSeconds());
            case SSLException e -> words.get("noTls", where, e.getMessage(), tlsHint(e));
            case UnknownHostException e -> unknownHost();
            case ConnectException e when e.getCause() instanceof UnresolvedAddressException
                            || e.getCause() != null && e.getCause().getCause() instanceof UnresolvedAddressException ->
                unknownHost();
            case ConnectException e -> words.get("nothingListens", where, proxyHint());
            default -> words.get("brokeOff", where, cause.getMessage(), plainHint());
        };
    }

    /** Without the query, in which some backends take their key. */
    private String address() {
        return url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
    }

    /** The JDK's client sees a plain answer to its TLS greeting as one or the other, whichever of its threads is first. */
    private String plainHint() {
        return "https".equals(url.getScheme()) ? ". " + words.get("speaksHttp") : "";
    }

    private String unknownHost() {
        return words.get("noHost", url.getHost(), proxyHint());
    }

    private String proxyHint() {
        return words.get(settings.httpsProxy().isPresent() ? "orProxy" : "noProxy");
    }

    private String tlsHint(SSLException e) {
        return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("unrecognized ssl message")
                ? words.get("speaksHttp")
                : words.get("privateCa");
    }
}
