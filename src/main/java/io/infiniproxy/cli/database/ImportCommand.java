package io.infiniproxy.cli.database;

import io.infiniproxy.cli.CommandSettings;
import io.infiniproxy.cli.DataDirLock;
import io.infiniproxy.cli.HelpOption;
import io.infiniproxy.settings.Settings;
import io.infiniproxy.sql.Database;
import io.infiniproxy.transfer.ImportReport;
import io.infiniproxy.transfer.InPlaceImport;
import io.infiniproxy.transfer.PythonImport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code import}: takes over a database of the Python infiniproxy. It needs the data folder to itself. */
@Command(
        name = "import",
        description = "Take over users, API keys and usage from the proxy_users.db of the Python infiniproxy. Its keys keep working.",
        footer = {
            "",
            "Stop both proxies first. To import a file again changes nothing.",
            "A file that lies where infiniproxy has its own database is kept beside it as proxy_users.python.db."
        })
public final class ImportCommand implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Parameters(paramLabel = "PATH", description = "The proxy_users.db of the Python infiniproxy.")
    private Path path;

    @Option(
            names = "--limit-models",
            description = "Let a key that has a model of its own ask for that model only. Else the model goes into the key's note.")
    private boolean limitsModels;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Settings settings = CommandSettings.read();
        try (DataDirLock lock = DataDirLock.take(settings.dataDir())) {
            PrintWriter out = spec.commandLine().getOut();
            run(settings, out);
            out.flush();
            return 0;
        }
    }

    private void run(Settings settings, PrintWriter out) {
        Optional<InPlaceImport> inPlace = Database.sqliteFile(settings.databaseUrl(), settings.dataDir())
                .filter(own -> absolute(own).equals(absolute(path)))
                .map(InPlaceImport::new);
        if (inPlace.isPresent() && !inPlace.get().isDone()) {
            print(inPlace.get().run(limitsModels), out);
            out.println("The old file is kept as " + inPlace.get().kept());
            return;
        }
        Path source = inPlace.map(InPlaceImport::kept).orElse(path);
        try (Database database = Database.open(settings.databaseUrl(), settings.dataDir())) {
            print(PythonImport.run(source, database, limitsModels), out);
            out.println("They are in the " + database.description());
        }
    }

    private void print(ImportReport report, PrintWriter out) {
        report.lines(limitsModels).forEach(out::println);
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
