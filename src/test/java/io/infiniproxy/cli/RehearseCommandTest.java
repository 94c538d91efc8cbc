package io.infiniproxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RehearseCommandTest {
    @TempDir
    private Path folder;

    /** Where it fails starts are slow, and nobody is told. */
    @Test
    void answersRequests() throws IOException {
        assertThat(RehearseCommand.succeeds(folder, 1)).isTrue();
        assertThat(folder.resolve("routes/messages.camel.yaml")).exists();
        assertThat(folder.resolve("server.url")).doesNotExist();
    }
}
