package io.infiniproxy.cli;

import io.infiniproxy.settings.InvalidSettingException;
import io.infiniproxy.sql.DatabaseException;
import io.infiniproxy.sql.PythonDatabaseException;
import io.infiniproxy.transfer.TransferException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import picocli.CommandLine;

/** Reports what went wrong in one line on stderr; a stack trace goes to the log only, and there only with DEBUG. */
final class OneLineError implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(OneLineError.class);

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult arguments) {
        command.getErr().println(logged(thrown));
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    @Override
    public int handleParseException(ParameterException thrown, String[] args) {
        CommandLine command = thrown.getCommandLine();
        String help = " (" + command.getCommandSpec().root().name() + " help says what there is)";
        command.getErr().println(oneLine(message(thrown, command)) + help);
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** A word that is no command is for picocli an argument that nothing takes. */
    private static String message(ParameterException thrown, CommandLine command) {
        boolean isWord = thrown instanceof UnmatchedArgumentException unmatched
                && !command.getSubcommands().isEmpty()
                && !unmatched.isUnknownOption();
        return isWord
                ? UnknownCommand.message(command, ((UnmatchedArgumentException) thrown).getUnmatched().getFirst())
                : thrown.getMessage();
    }

    /** Logs what a command has thrown, and returns the line that says it. */
    static String logged(Exception thrown) {
        LOG.debug("The command failed", thrown);
        return message(thrown);
    }

    /** The words of the innermost failure that has some for the reader. */
    static String message(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof PythonDatabaseException python) {
                return oneLine(python.getMessage()) + ". Type: " + importLine(python.file());
            }
            if (isForReader(cause)) {
                return oneLine(cause.getMessage());
            }
        }
        return "infiniproxy failed: " + oneLine(thrown.toString()) + " (DEBUG=true logs more)";
    }

    private static boolean isForReader(Throwable thrown) {
        return thrown instanceof CommandFailedException
                || thrown instanceof InvalidSettingException
                || thrown instanceof DatabaseException
                || thrown instanceof TransferException
                || thrown instanceof UncheckedIOException;
    }

    private static String importLine(Path file) {
        String path = file.toString();
        return ProgramName.get() + " import " + (path.contains(" ") ? '"' + path + '"' : path);
    }

    private static String oneLine(String text) {
        return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
