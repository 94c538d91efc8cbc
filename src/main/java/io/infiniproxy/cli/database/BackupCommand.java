package io.infiniproxy.cli.database;

import io.infiniproxy.cli.CommandSettings;
import io.infiniproxy.cli.HelpOption;
import io.infiniproxy.settings.Settings;
import io.infiniproxy.sql.Database;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code backup}: copies the SQLite database, also while the proxy runs on it. */
@Command(
        name = "backup",
        description = "Copy the SQLite database to a new file, as it is at this moment. The proxy may run meanwhile.",
        footer = {"", "For PostgreSQL use pg_dump."})
public final class BackupCommand implements Runnable {
    @Mixin
    private HelpOption help;

    @Parameters(paramLabel = "FILE", description = "The file to make. One that is there is never overwritten.")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        Settings settings = CommandSettings.read();
        Database.backUp(settings.databaseUrl(), settings.dataDir(), file);
        spec.commandLine().getOut().println("The database is copied to " + file);
        spec.commandLine().getOut().flush();
    }
}
