package io.infiniproxy.settings;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * The backend's base URL as people write it: {@code https://host/v1}, the whole {@code https://host/v1/chat/completions}, or
 * {@code https://host} alone, which means {@code /v1}.
 *
 * @param base without a slash at the end, and without the query
 * @param rawQuery what follows the question mark, or null; it is sent with every call
 */
public record BackendUrl(URI base, String rawQuery) {
    private static final String CHAT_COMPLETIONS = "/chat/completions";

    /**
     * Reads a base URL.
     *
     * @throws InvalidSettingException if it is not an http or https URL
     */
    public static BackendUrl parse(String text) {
        URI uri = uri(text);
        String path = uri.getRawPath().replaceFirst("/+$", "");
        if (path.endsWith("/messages")) {
            throw new InvalidSettingException("OPENAI_BASE_URL: expected the base URL of an OpenAI-compatible backend, such as"
                    + " https://api.example.com/v1, got the URL of a Messages endpoint");
        }
        if (path.endsWith(CHAT_COMPLETIONS)) {
            path = path.substring(0, path.length() - CHAT_COMPLETIONS.length());
        } else if (path.isEmpty()) {
            path = "/v1";
        }
        return new BackendUrl(URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + path), uri.getRawQuery());
    }

    private static URI uri(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null && uri.getRawUserInfo() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw new InvalidSettingException(
                "OPENAI_BASE_URL: expected a URL such as https://api.example.com/v1 (without user and password), got \""
                        + text.replaceFirst("//[^/]*@", "//…@") + "\"");
    }

    /** Returns the URL of an endpoint, {@code /chat/completions} for example, without the query. */
    public String endpoint(String path) {
        return base + path;
    }
}
