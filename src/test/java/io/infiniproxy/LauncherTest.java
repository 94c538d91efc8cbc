package io.infiniproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher, with a JDK and a Maven that only write down how they were called. */
@EnabledOnOs(OS.LINUX)
final class LauncherTest {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final String FAKE_JAVA = """
            printf '[%s]' "$@"
            printf 'home=%s' "$INFINIPROXY_HOME"
            """;
    private static final String FAKE_MAVEN = """
            echo "$@" > "$TEST_FOLDER/maven-args"
            mkdir -p "$TEST_FOLDER/clone/target"
            touch "$TEST_FOLDER/clone/target/infiniproxy.jar"
            echo '[INFO] BUILD SUCCESS'
            """;

    @TempDir
    Path folder;

    private Path clone;
    private Path jar;
    private Path tools;

    @BeforeEach
    void install() throws IOException {
        clone = Files.createDirectories(folder.resolve("clone"));
        jar = clone.resolve("target/infiniproxy.jar");
        tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : List.of("cat", "dirname", "env", "find", "head", "mkdir", "readlink", "rm", "sed", "sh", "sleep", "touch")) {
            script(tools.resolve(tool), "#!/bin/sh\nexec " + systemTool(tool) + " \"$@\"\n");
        }
        String launcher = Files.readString(Path.of("infiniproxy"));
        script(clone.resolve("infiniproxy"), launcher
                .replace("/usr/lib/jvm/*", folder + "/jdks/*")
                .replace(" /opt/*", "")
                .replace("/proc/meminfo", folder + "/meminfo")
                .replace("/sys/fs/cgroup", folder.toString()));
        Files.createDirectories(clone.resolve("src/main"));
        Files.setLastModifiedTime(Files.createFile(clone.resolve("pom.xml")), FileTime.from(LONG_AGO));
    }

    @Test
    void takesTheNewestJdk() throws Exception {
        jdk("one", "21.0.4");
        jdk("two", "25");
        jdk("old", "17.0.9");
        maven();
        assertThat(run("version")).startsWith("0 ").contains("two:");
    }

    @Test
    void takesJavaHomeIfItWillDo() throws Exception {
        jdk("one", "21.0.4");
        jdk("two", "25");
        jdk("old", "17.0.9");
        maven();
        assertThat(run(Map.of("JAVA_HOME", folder + "/jdks/one"), "version")).startsWith("0 ").contains("one:");
        assertThat(run(Map.of("JAVA_HOME", folder + "/jdks/old"), "version")).startsWith("0 ").contains("two:");
    }

    @Test
    void saysWhichJdkItNeeds() throws Exception {
        jdk("old", "17.0.9");
        maven();
        assertThat(run("start")).startsWith("1 infiniproxy needs a JDK 21 or newer").hasLineCount(1);
    }

    @Test
    void saysThatItNeedsMaven() throws Exception {
        jdk("one", "21.0.4");
        assertThat(run("start")).startsWith("1 infiniproxy is built with Maven").hasLineCount(1);
    }

    @Test
    void passesAllArgumentsOn() throws Exception {
        jdk("two", "25");
        maven();
        assertThat(run(Map.of("INFINIPROXY_JAVA_OPTS", "-Xmx1g -Da=b"), "claude", "two words", "", "*", "--help"))
                .contains("[--enable-native-access=ALL-UNNAMED][--sun-misc-unsafe-memory-access=allow][-Xms32m]")
                .contains("[-XX:MaxInlineLevel=6]", "[-XX:+UseCompactObjectHeaders]")
                .contains("[-XX:AOTCache=" + jar.resolveSibling("infiniproxy.aot") + "][-Xlog:aot*=off]"
                        + "[-Dorg.sqlite.lib.path=" + jar.resolveSibling("native") + "][-Xmx1g][-Da=b]")
                .contains("[-jar][" + jar + "][claude][two words][][*][--help]home=" + clone);
    }

    /** Both the machine and the container have to have 8 GB, where there is a container. */
    @ParameterizedTest
    @CsvSource({
        "16384000, , true",
        "16384000, max, true",
        "16384000, 8589934592, true",
        "16384000, 2147483648, false",
        "4096000, max, false"
    })
    void boundsTheHeapOfALargeMachine(long machineKilobytes, String containerBytes, boolean isBounded) throws Exception {
        jdk("two", "25");
        maven();
        Files.writeString(folder.resolve("meminfo"), "MemTotal:  " + machineKilobytes + " kB\nMemFree:  1 kB\n");
        if (containerBytes != null) {
            Files.writeString(folder.resolve("memory.max"), containerBytes + "\n");
        }
        assertThat(run("start").contains("[-Xmx2g]")).isEqualTo(isBounded);
    }

    /** The fake JDK learns nothing: an empty file says so, and no later start tries again. */
    @Test
    void rehearsesAStartAfterTheBuildAndWhereThatIsMissing() throws Exception {
        jdk("two", "25");
        maven();
        assertThat(run("version")).contains("Rehearsing");
        Path learned = jar.resolveSibling("infiniproxy.aot");
        Files.deleteIfExists(learned);
        assertThat(run("version")).doesNotContain("Rehearsing");
        assertThat(run("start")).contains("Rehearsing");
        assertThat(run("start")).doesNotContain("Rehearsing");
    }

    /** What was learned of another jar is of no use, and that jar's native library may be another version's. */
    @Test
    void rehearsesAgainWhenMavenHasMadeAnotherJar() throws Exception {
        jdk("two", "25");
        maven();
        run("version");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(run("version")).doesNotContain("Rehearsing", "org.sqlite.lib.path");
        assertThat(run("start")).contains("Rehearsing");
    }

    @Test
    void leavesAJdkTheFlagItDoesNotKnow() throws Exception {
        jdk("one", "21.0.4");
        maven();
        assertThat(run("version")).doesNotContain("unsafe");
    }

    @Test
    void buildsOnlyWhenASourceIsNewer() throws Exception {
        jdk("one", "21.0.4");
        maven();
        assertThat(run("version")).contains("Building");
        assertThat(run("version")).doesNotContain("Building");

        Files.setLastModifiedTime(jar, FileTime.from(LONG_AGO));
        Files.createFile(clone.resolve("src/main/New.java"));
        assertThat(run("version")).contains("Building");
        assertThat(folder.resolve("maven-args")).content().contains("-Dmaven.test.skip=true package");
    }

    /** What two build at once, neither has. */
    @Test
    void waitsWhileAnotherCommandBuilds() throws Exception {
        jdk("one", "21.0.4");
        Path go = folder.resolve("go");
        new ProcessBuilder(systemTool("mkfifo").toString(), go.toString()).start().waitFor();
        script(tools.resolve("mvn"), "#!/bin/sh\ncat $TEST_FOLDER/go\n" + FAKE_MAVEN);
        Process first = launch(clone.resolve("infiniproxy"), Map.of(), "version");
        try (var firstLines = first.inputReader()) {
            assertThat(firstLines.readLine()).startsWith("Building");
            Process second = launch(clone.resolve("infiniproxy"), Map.of(), "version");
            try (var secondLines = second.inputReader()) {
                assertThat(secondLines.readLine()).isEqualTo("Another command (process " + first.pid() + ") is building in this folder; waiting"
                        + " for it. If there is none, remove " + clone.resolve("target/building"));
                Files.writeString(go, "");
                assertThat(secondLines.lines()).singleElement().asString().startsWith("one:");
            }
            assertThat(firstLines.lines()).anyMatch(line -> line.startsWith("one:"));
        }
        assertThat(clone.resolve("target/building")).doesNotExist();
    }

    /** As one that was killed leaves it. */
    @Test
    void buildsWhenTheOneThatWasBuildingIsGone() throws Exception {
        jdk("one", "21.0.4");
        maven();
        Process gone = new ProcessBuilder(tools.resolve("sh").toString(), "-c", ":").start();
        gone.waitFor();
        Files.createDirectories(clone.resolve("target"));
        Files.writeString(clone.resolve("target/building"), gone.pid() + "\n");
        assertThat(run("version")).startsWith("0 ").contains("Building", "one:").doesNotContain("Another");
        assertThat(clone.resolve("target/building")).doesNotExist();
    }

    @Test
    void startsNothingWhenTheBuildFails() throws Exception {
        jdk("one", "21.0.4");
        script(tools.resolve("mvn"), "#!/bin/sh\necho '[ERROR] no such plugin'\nmkdir -p $TEST_FOLDER/clone/target\n"
                + "touch $TEST_FOLDER/clone/target/infiniproxy.jar\nexit 1\n");
        assertThat(run("version")).startsWith("1 ").contains("[ERROR] no such plugin", "The build failed.");
        assertThat(jar).doesNotExist();
    }

    @Test
    void runsTheTests() throws Exception {
        jdk("one", "21.0.4");
        maven();
        assertThat(run("test", "-Dtest=A*")).startsWith("0 ");
        assertThat(folder.resolve("maven-args")).content().endsWith("--no-transfer-progress verify -Dtest=A*\n");
    }

    @Test
    void keepsJavaQuietInTests() throws Exception {
        jdk("two", "25");
        maven();
        assertThat(run("test")).startsWith("0 ");
        assertThat(folder.resolve("maven-args"))
                .content()
                .contains("-Dsurefire.extraArgs=--sun-misc-unsafe-memory-access=allow --no-transfer-progress verify");
    }

    @Test
    void explainsWhatTheJarDoesNotHave() throws Exception {
        assertThat(run("help", "test")).startsWith("0 Usage: ").contains("-Dtest=");
        assertThat(run("help", "torture")).startsWith("0 Usage: ").contains("20 times");
        assertThat(run("help")).contains(" version ");
    }

    @Test
    void fuzzesWithTheChosenJdk() throws Exception {
        jdk("two", "25");
        script(tools.resolve("mvn"), "#!/bin/sh\necho \"$JAVA_HOME $JAZZER_FUZZ $*\" >>$TEST_FOLDER/maven-args\n");
        assertThat(run("fuzz", "25")).startsWith("0 ").contains("AnswerFuzzTest: 25 seconds", "RequestFuzzTest: 25 seconds");
        assertThat(folder.resolve("maven-args"))
                .content()
                .contains(folder.resolve("jdks/two") + " 1 ", "-Dtest=AnswerFuzzTest", "-Dtest=RequestFuzzTest", "-Dsurefire.extraArgs=--sun-misc-unsafe-memory-access=allow -Djazzer.max_duration=25s");
        assertThat(run("fuzz", "0")).startsWith("1 fuzz: expected how many seconds to look for each, got \"0\"");
        assertThat(run("fuzz", "00")).startsWith("1 fuzz: expected how many seconds to look for each, got \"00\"");
        assertThat(run("help", "fuzz")).startsWith("0 Usage: ").contains("600 seconds");
    }

    @Test
    void endsWithAFinding() throws Exception {
        jdk("one", "21.0.4");
        script(tools.resolve("mvn"), "#!/bin/sh\necho \"$*\" >>$TEST_FOLDER/maven-args\nexit 1\n");
        assertThat(run("fuzz", "25")).startsWith("1 ");
        assertThat(folder.resolve("maven-args")).content().doesNotContain("RequestFuzzTest");
    }

    @Test
    void saysWhatTheTortureIs() throws Exception {
        jdk("one", "21.0.4");
        maven();
        assertThat(run("torture", "8")).startsWith("0 ").contains("compare what the backend has served", "about 3 minutes");
        assertThat(folder.resolve("maven-args")).content().endsWith("-Dit.test=TortureIT -Dtorture.kills=8\n");
        assertThat(run("torture", "many")).startsWith("1 torture: expected how often to kill the proxy, got \"many\"");
    }

    @Test
    void buildsTheBenchOnceAndRunsIt() throws Exception {
        jdk("one", "21.0.4");
        maven();
        String bench = "[io.infiniproxy.bench.run.BenchMain][" + clone.resolve("infiniproxy") + "][--only][small]";
        assertThat(run("bench", "--only", "small"))
                .startsWith("0 ")
                .contains("Building infiniproxy", "Building the bench", bench, "target/test-classes:" + jar);
        assertThat(folder.resolve("maven-args")).content().endsWith(" test-compile\n");
        assertThat(run("bench", "--only", "small")).startsWith("0 ").contains(bench).doesNotContain("Building");
        Files.delete(clone.resolve("target/bench-built"));
        assertThat(run("bench", "--only", "small"))
                .startsWith("0 ")
                .contains("Building the bench", bench)
                .doesNotContain("Building infiniproxy");
        assertThat(run("help", "bench")).startsWith("0 ").contains("soak MINUTES", "--peers");
    }

    @Test
    void measuresTheTranslationAlone() throws Exception {
        jdk("one", "21.0.4");
        maven();
        Files.createDirectories(clone.resolve("target"));
        Files.writeString(clone.resolve("target/bench-class-path"), "some.jar");
        assertThat(run("bench", "micro", "-f", "1"))
                .startsWith("0 ")
                .contains("target/classes:some.jar][org.openjdk.jmh.Main]", "[-prof][gc]", "[-f][1]");
        assertThat(folder.resolve("maven-args")).content().contains("dependency:build-classpath");
    }

    @Test
    void showsMavensErrorsWithoutColours() throws Exception {
        jdk("one", "21.0.4");
        script(tools.resolve("mvn"), "#!/bin/sh\nprintf '[\\033[1;31mERROR\\033[m] no \\033[1mplugin\\033[m\\n'\n"
                + "echo '[INFO] Compiling 1 file'\necho '[INFO] Compiling 2 files'\nexit 1\n");
        assertThat(run("version")).contains("[ERROR] no plugin\n").containsOnlyOnce("compiling");
    }

    @Test
    void worksThroughALink() throws Exception {
        jdk("one", "21.0.4");
        maven();
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("clone/infiniproxy"));
        assertThat(run(link, Map.of(), "version")).contains("home=" + clone, "[-Dinfiniproxy.command=" + link + "]");
    }

    @Test
    void showsItsCommandsWithoutAnyJdk() throws Exception {
        assertThat(run("help")).startsWith("0 ").contains("key create --user alice --name laptop");
        assertThat(run(new String[0])).startsWith("2 ").contains(" start ");
    }

    private void jdk(String name, String version) throws IOException {
        Path home = folder.resolve("jdks").resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/javac"), "#!/bin/sh\n");
        script(home.resolve("bin/java"), "#!/bin/sh\nprintf '" + name + ":'\n" + FAKE_JAVA);
    }

    private void maven() throws IOException {
        script(tools.resolve("mvn"), "#!/bin/sh\n" + FAKE_MAVEN);
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path systemTool(String name) {
        return Stream.of("/bin", "/usr/bin")
                .map(place -> Path.of(place, name))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }

    private String run(String... arguments) throws Exception {
        return run(Map.of(), arguments);
    }

    private String run(Map<String, String> environment, String... arguments) throws Exception {
        return run(clone.resolve("infiniproxy"), environment, arguments);
    }

    /** Returns the exit code, and all that was printed. */
    private String run(Path launcher, Map<String, String> environment, String... arguments) throws Exception {
        Process process = launch(launcher, environment, arguments);
        String output = new String(process.getInputStream().readAllBytes());
        return process.waitFor() + " " + output;
    }

    private Process launch(Path launcher, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", tools.toString(), "HOME", folder.toString(), "TEST_FOLDER", folder.toString()));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
