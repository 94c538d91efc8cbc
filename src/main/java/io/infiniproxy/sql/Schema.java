package io.infiniproxy.sql;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Brings the tables up to what this program knows, and refuses a database that it does not understand. */
final class Schema {
    private final DatabaseLocation location;

    Schema(DatabaseLocation location) {
        this.location = location;
    }

    void migrate() {
        if (!isComplete()) {
            migrateByFlyway();
        }
    }

    private boolean isComplete() {
        try {
            return new SchemaHistory(location).isComplete();
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private void migrateByFlyway() {
        try {
            Flyway flyway = flyway();
            MigrationInfoService known = flyway.info();
            requireNotNewer(known);
            keepWhatWillChange(known);
            flyway.migrate();
        } catch (FlywayException e) {
            throw explained(e);
        }
    }

    private Flyway flyway() {
        return Flyway.configure(Schema.class.getClassLoader())
                .dataSource(location.unpooled())
                .locations("classpath:db/migration", "classpath:db/" + location.kind())
                .placeholders(location.schemaWords())
                .loggers("slf4j")
                .load();
    }

    private void requireNotNewer(MigrationInfoService known) {
        var newer = Arrays.stream(known.all())
                .filter(migration -> migration.getState().isApplied() && !migration.getState().isResolved())
                .map(MigrationInfo::getVersion)
                .reduce((first, last) -> last);
        if (newer.isPresent()) {
            throw new UnsupportedSchemaException("The " + location.description() + " was written by a newer infiniproxy (its"
                    + " schema " + newer.get() + " is unknown to this one): start that version or a later one");
        }
    }

    /** A new database has nothing to keep. */
    private void keepWhatWillChange(MigrationInfoService known) {
        var pending = known.pending();
        var done = known.applied().length;
        if (done > 0 && pending.length > 0) {
            location.keepBefore(pending[0].getVersion().getVersion(), done);
        }
    }

    private DatabaseException explained(FlywayException e) {
        if (e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
            Optional<Path> python = location.pythonFile();
            if (python.isPresent()) {
                return new PythonDatabaseException(
                        "The " + location.description() + " is one of the Python infiniproxy, and stays as it is: the command import"
                                + " takes over its users, keys and usage",
                        python.get());
            }
            return new UnsupportedSchemaException("The " + location.description() + " holds tables that this infiniproxy did"
                    + " not make: name another one in DATABASE_URL or DATA_DIR");
        }
        if (e instanceof FlywayValidateException) {
            return new UnsupportedSchemaException(
                    "The " + location.description() + " does not hold the tables that this infiniproxy made");
        }
        return unavailable(e);
    }

    private DatabaseUnavailableException unavailable(Exception cause) {
        return new DatabaseUnavailableException("Cannot open the " + location.description() + ": " + rootMessage(cause), cause);
    }

    private static String rootMessage(Throwable thrown) {
        var root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).strip();
    }
}
