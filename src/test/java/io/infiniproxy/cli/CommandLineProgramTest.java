package io.infiniproxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.cli.claude.ClaudeCommand;
import io.infiniproxy.settings.InvalidSettingException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

final class CommandLineProgramTest {
    private final CommandLine program = CommandLineProgram.parser();
    private final StringWriter err = new StringWriter();

    CommandLineProgramTest() {
        program.setErr(new PrintWriter(err));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bogus", "start --bogus", "key", "key create --user alice", "check --model"})
    void saysInOneLineWhatIsWrong(String commandLine) {
        int exitCode = program.execute(commandLine.isEmpty() ? new String[0] : commandLine.split(" "));

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("help");
    }

    @Test
    void namesTheCommandsThereAre() {
        assertThat(program.execute("bogus")).isEqualTo(2);
        assertThat(program.execute("help", "key", "bogus")).isEqualTo(2);
        assertThat(err.toString().lines())
                .anyMatch(line -> line.startsWith("There is no command bogus: expected start, dev, "))
                .noneMatch(line -> line.contains("rehearse"))
                .anyMatch(line -> line.startsWith("There is no command bogus: expected create"));
    }

    @Test
    void explainsACommandOfTwoWords() {
        StringWriter out = new StringWriter();
        program.setOut(new PrintWriter(out));

        assertThat(program.execute("help", "key", "create")).isZero();
        assertThat(out.toString()).contains("key create", "--user", "--name", "shown this once only");
    }

    @Test
    void passesClaudesArgumentsOnAsTheyAre() {
        List<String> arguments = List.of(
                "--help", "-p", "two words", "--", "@file", "--model=x", "", "-vvv", "'quoted'", "--version", "key", "--");
        String[] all = new String[arguments.size() + 1];
        all[0] = "claude";
        System.arraycopy(arguments.toArray(), 0, all, 1, arguments.size());

        ParseResult parsed = program.parseArgs(all).subcommand();

        assertThat(parsed.commandSpec().userObject()).isInstanceOf(ClaudeCommand.class);
        assertThat(parsed.matchedPositional(0).<List<String>>getValue()).isEqualTo(arguments);
    }

    @Test
    void findsTheWordsForTheReaderInsideAnotherFailure() {
        Exception thrown = new IllegalStateException("wrapped", new InvalidSettingException("proxy.port:\n expected a port"));
        assertThat(OneLineError.message(thrown)).isEqualTo("proxy.port: expected a port");
    }

    @Test
    void namesAFailureThatNobodyExpected() {
        assertThat(OneLineError.message(new IllegalStateException("a\nb")))
                .isEqualTo("infiniproxy failed: java.lang.IllegalStateException: a b (DEBUG=true logs more)");
    }
}
