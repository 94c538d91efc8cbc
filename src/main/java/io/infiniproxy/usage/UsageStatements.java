package io.infiniproxy.usage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The statements that write usage records, for those who are not on the usage route. */
public final class UsageStatements {
    private UsageStatements() {}

    /**
     * Returns the route's own statements, in their order, the one parameter of each {@code ?}: a JSON array of {@link UsageRecord#json()}.
     * Records that are there already change nothing.
     *
     * @param databaseKind {@code sqlite} or {@code postgresql}
     */
    public static List<String> all(String databaseKind) {
        String insert = read("/sql/" + databaseKind + "/insert-usage-records.sql");
        return databaseKind.equals("sqlite") ? List.of(insert) : List.of(insert, read("/sql/postgresql/update-last-used.sql"));
    }

    private static String read(String file) {
        try (InputStream in = UsageStatements.class.getResourceAsStream(file)) {
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
