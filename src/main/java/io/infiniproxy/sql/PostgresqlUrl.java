package io.infiniproxy.sql;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.postgresql.Driver;

/** Reads the URLs of PostgreSQL: libpq's {@code postgresql://user:password@host/database} and JDBC's. */
final class PostgresqlUrl {
    private static final String EXPECTED =
            "DATABASE_URL: expected postgresql://user:password@host:5432/database, jdbc:postgresql:…, jdbc:sqlite:FILE or nothing";

    private static final String HOST = "(?:\\[[^\\]@/]+]|[^\\[\\]:@/?,]+)(?::\\d{1,5})?";

    /** A password may hold any character but / and ?, which must be percent-encoded; the last @ ends it. */
    private static final Pattern URL = Pattern.compile("(?:jdbc:postgresql|postgres(?:ql)?)://"
            + "(?:(?<user>[^:@/?]*)(?::(?<password>[^/?]*))?@)?"
            + "(?<hosts>" + HOST + "(?:," + HOST + ")*)/(?<database>[^/?]+)(?:\\?(?<options>.*))?");

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*(:[a-z]+)?:");

    private PostgresqlUrl() {}

    static PostgresqlServer read(String url) {
        var parts = URL.matcher(url);
        if (!parts.matches()) {
            throw new InvalidDatabaseUrlException(EXPECTED + ", got " + withoutSecrets(url));
        }
        var server = new PostgresqlServer(
                parts.group("hosts"),
                parts.group("database"),
                parts.group("options") == null ? "" : parts.group("options"),
                decode("user name", parts.group("user")),
                decode("password", parts.group("password")));
        requireReadable(server);
        return server;
    }

    private static void requireReadable(PostgresqlServer server) {
        if (Driver.parseURL("jdbc:postgresql://" + server.hosts() + "/" + server.database(), null) == null) {
            throw new InvalidDatabaseUrlException(EXPECTED + ", got the host \"" + server.hosts() + "\"");
        }
    }

    private static String decode(String part, String text) {
        if (text == null) {
            return null;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidDatabaseUrlException(
                    "DATABASE_URL: expected % in the " + part + " to be written as %25, got a % without two hex digits");
        }
    }

    /** Returns the scheme alone: in a URL that cannot be read, a password may stand anywhere after it. */
    private static String withoutSecrets(String url) {
        var scheme = SCHEME.matcher(url);
        return scheme.lookingAt() ? "\"" + scheme.group() + "…\"" : "a text without a scheme";
    }
}
