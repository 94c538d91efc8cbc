package io.infiniproxy.usage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The statement that writes usage records, for those who are not on the usage route. */
public final class UsageStatement {
    private UsageStatement() {}

    /**
     * Returns the route's own statement, its one parameter {@code ?}: a JSON array of {@link UsageRecord#json()}. Records that are there
     * already change nothing.
     *
     * @param databaseKind {@code sqlite} or {@code postgresql}
     */
    public static String insert(String databaseKind) {
        String file = "/sql/" + databaseKind + "/insert-usage-records.sql";
        try (InputStream in = UsageStatement.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("--"))
                    .collect(Collectors.joining("\n"))
                    .replace(":#${body}", "?");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
