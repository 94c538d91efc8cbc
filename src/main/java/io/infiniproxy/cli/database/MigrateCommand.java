package io.infiniproxy.cli.database;

import io.infiniproxy.cli.CommandFailedException;
import io.infiniproxy.cli.CommandSettings;
import io.infiniproxy.cli.DataDirLock;
import io.infiniproxy.cli.HelpOption;
import io.infiniproxy.settings.Settings;
import io.infiniproxy.sql.Database;
import io.infiniproxy.sql.InvalidDatabaseUrlException;
import io.infiniproxy.sql.UnsupportedSchemaException;
import io.infiniproxy.transfer.Migration;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code migrate}: copies one database into another, empty one. It needs the data folder to itself. */
@Command(
        name = "migrate",
        description = "Copy users, keys, usage and all else from one database into another, which must be empty: all of it, or nothing.",
        footer = {
            "",
            "URLs are those of DATABASE_URL: jdbc:sqlite:FILE or postgresql://user:password@host/database.",
            "Where --from or --to is not given, it is the database of the settings. Stop the proxy first."
        })
public final class MigrateCommand implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Option(names = "--from", paramLabel = "URL", description = "The database to copy. What it holds stays.")
    private String from;

    @Option(names = "--to", paramLabel = "URL", description = "The empty database to copy it into.")
    private String to;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (from == null && to == null) {
            throw new CommandFailedException("Expected --from URL, --to URL or both");
        }
        Settings settings = CommandSettings.read();
        Path dataDir = settings.dataDir();
        String fromUrl = from == null ? settings.databaseUrl() : from;
        String toUrl = to == null ? settings.databaseUrl() : to;
        requireUsable(fromUrl, toUrl, dataDir); // before anything is made
        try (DataDirLock lock = DataDirLock.take(dataDir);
                DataDirLock lockOfSource = lockOther(fromUrl, dataDir)) {
            run(fromUrl, toUrl, dataDir);
        }
        return 0;
    }

    private void requireUsable(String fromUrl, String toUrl, Path dataDir) {
        String source = named("--from", from, () -> Database.describe(fromUrl, dataDir));
        String target = named("--to", to, () -> Database.describe(toUrl, dataDir));
        if (source.equals(target)) {
            throw new CommandFailedException("--from and --to name the same database: the " + source);
        }
        requireThere(fromUrl, dataDir);
    }

    /** What is wrong with a URL of the settings is told of these, and else of the option. */
    private static <T> T named(String option, String given, Supplier<T> opening) {
        try {
            return opening.get();
        } catch (InvalidDatabaseUrlException | UnsupportedSchemaException e) {
            throw given == null ? e : new CommandFailedException(inOption(option, e.getMessage()), e);
        }
    }

    private static String inOption(String option, String message) {
        return message.replace("DATABASE_URL or DATA_DIR", option).replace("DATABASE_URL", option);
    }

    /** A proxy that runs on the folder of another file would go on to write there. Returns null where there is no other folder. */
    private static DataDirLock lockOther(String url, Path dataDir) {
        return Database.sqliteFile(url, dataDir)
                .map(file -> file.toAbsolutePath().normalize().getParent())
                .filter(folder -> Files.isDirectory(folder) && !folder.equals(dataDir.toAbsolutePath().normalize()))
                .map(DataDirLock::take)
                .orElse(null);
    }

    private void run(String fromUrl, String toUrl, Path dataDir) {
        try (Database source = named("--from", from, () -> Database.open(fromUrl, dataDir));
                Database target = named("--to", to, () -> Database.open(toUrl, dataDir))) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("From the " + source.description() + " to the " + target.description());
            Migration.run(source, target).lines().forEach(out::println);
            out.println("All is equal. Name the new database in DATABASE_URL, and start.");
            out.flush();
        }
    }

    /** To open an SQLite file that is not there would make it. */
    private static void requireThere(String url, Path dataDir) {
        Database.sqliteFile(url, dataDir).filter(file -> !Files.exists(file)).ifPresent(file -> {
            throw new CommandFailedException("--from: there is no file " + file);
        });
    }
}
