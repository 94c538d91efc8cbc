package io.infiniproxy.cli;

import io.infiniproxy.settings.InvalidSettingException;
import io.infiniproxy.sql.DatabaseException;
import io.infiniproxy.transfer.TransferException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Reports what went wrong in one line on stderr; a stack trace goes to the log only, and there only with DEBUG. */
final class OneLineError implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(OneLineError.class);

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult arguments) {
        LOG.debug("The command failed", thrown);
        command.getErr().println(message(thrown));
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    @Override
    public int handleParseException(ParameterException thrown, String[] args) {
        CommandLine command = thrown.getCommandLine();
        String help = " (" + command.getCommandSpec().root().name() + " help says what there is)";
        command.getErr().println(oneLine(thrown.getMessage()) + help);
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** The words of the innermost failure that has some for the reader. */
    static String message(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
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

    private static String oneLine(String text) {
        return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
