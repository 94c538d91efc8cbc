package io.infiniproxy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infiniproxy.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunningProxyTest {
    @TempDir
    Path dataDir;

    @Test
    void isFoundByItsFile() throws IOException {
        try (FakeProxy fake = FakeProxy.start(dataDir);
                RunningProxy proxy = RunningProxy.require(FakeProxy.settings(dataDir))) {
            assertThat(proxy.url()).isEqualTo(fake.url());
        }
    }

    @Test
    void isNotWhatElseListensAtTheAddressOfACrashedProxy() throws IOException {
        try (FakeProxy fake = FakeProxy.start(dataDir)) {
            fake.answer("/", 200, "{\"name\":\"another\"}");
            assertThat(RunningProxy.find(FakeProxy.settings(dataDir))).isEmpty();
            assertThat(fake.credentials()).isEmpty();
        }
    }

    @Test
    void isNotThereWhenNothingListens() throws IOException {
        FakeProxy.start(dataDir).close();
        Settings settings = FakeProxy.settings(dataDir);
        assertThatThrownBy(() -> RunningProxy.require(settings))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageStartingWith("No infiniproxy runs on the data folder " + dataDir)
                .hasMessageEndingWith(" start");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no url\n", "nothing"})
    void isNotThereWhenTheFileHoldsNoAddress(String text) throws IOException {
        Files.writeString(dataDir.resolve("server.url"), text);
        assertThat(RunningProxy.find(FakeProxy.settings(dataDir))).isEmpty();
    }
}
