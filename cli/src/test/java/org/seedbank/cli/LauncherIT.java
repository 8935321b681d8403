package org.seedbank.cli;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.cli.LauncherBench.Outcome;
import org.seedbank.library.Version;

/** The script {@code seedbank} at the root of the source tree. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherIT {

    private static final Path SEEDBANK = LauncherBench.TREE.resolve("seedbank");
    private static final Map<String, String> THIS_JAVA = Map.of("SEEDBANK_JAVA_HOME", System.getProperty("java.home"));
    private static final String BUILD_WORKS =
            "echo built >>builds; mkdir -p cli/target; touch cli/target/seedbank.built";

    @TempDir
    Path folder;

    private LauncherBench bench;

    @BeforeEach
    void open() {
        bench = new LauncherBench(folder);
    }

    @Test
    void runs_through_a_link_from_another_folder() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("sb"), SEEDBANK);

        Outcome version = bench.run(link, THIS_JAVA, "--version");
        Files.delete(link);

        assertThat(version.err()).isEmpty();
        assertThat(version.out()).startsWith("seedbank " + Version.number() + "\ncommit  ");
        assertThat(version.exitCode()).isZero();
    }

    @Test
    void starts_from_the_class_data_archive_of_the_java_that_built_it() throws Exception {
        // With this option Java ends with an error unless it can use the archive.
        Map<String, String> strict =
                Map.of("SEEDBANK_JAVA_HOME", System.getProperty("java.home"), "SEEDBANK_JAVA_OPTS", "-Xshare:on");

        assertThat(SEEDBANK.resolveSibling("cli/target/classes-" + System.getProperty("java.version") + ".jsa"))
                .exists();
        assertThat(bench.run(SEEDBANK, strict, "--version").exitCode()).isZero();
    }

    @Test
    void an_installation_runs_with_the_java_that_it_brings() throws Exception {
        Path program = Files.createDirectories(folder.resolve("program"));
        Files.copy(SEEDBANK, program.resolve("seedbank"), COPY_ATTRIBUTES);
        Files.createFile(program.resolve("seedbank.jar"));
        Files.move(bench.jdk("21", "printf '%s\\n' \"$@\""), program.resolve("java"));
        Path other = bench.jdk("22", "echo another java");

        Outcome run = bench.run(program.resolve("seedbank"), Map.of("JAVA_HOME", other.toString()), "publish");
        Outcome chosen =
                bench.run(program.resolve("seedbank"), Map.of("SEEDBANK_JAVA_HOME", other.toString()), "publish");

        assertThat(run.out().lines())
                .containsExactly(
                        "@" + program.resolve("share/dist/jvm.options"),
                        "-Dseedbank.root=" + program,
                        "-jar",
                        program.resolve("seedbank.jar").toString(),
                        "publish");
        assertThat(chosen.out()).isEqualTo("another java\n");
    }

    @Test
    void prepares_the_java_that_an_installation_brings_once() throws Exception {
        Path program = Files.createDirectories(folder.resolve("program"));
        Files.copy(SEEDBANK, program.resolve("seedbank"), COPY_ATTRIBUTES);
        Files.createFile(program.resolve("seedbank.jar"));
        Files.move(bench.jdk("21", """
            for each; do
                case $each in
                    */java.jsa | -XX:ArchiveClassesAtExit=*) echo classes >"${each#*=}" ;;
                esac
            done
            printf '%s\\n' "$@"
            """), program.resolve("java"));
        Files.createDirectories(program.resolve("java/lib/server"));

        Outcome first = bench.run(program.resolve("seedbank"), Map.of(), "list");
        Outcome second = bench.run(program.resolve("seedbank"), Map.of(), "list");

        assertThat(first.err())
                .isEqualTo("seedbank: preparing Java for faster starts, once; this takes a few seconds\n");
        assertThat(first.out()).contains("-XX:SharedArchiveFile=" + program.resolve("classes-21.jsa") + "\n");
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(second.err()).isEmpty();
        assertThat(program.resolve("java/lib/server/classes.jsa")).exists();
    }

    @Test
    void passes_wrong_usage_on_as_exit_code_2() throws Exception {
        assertThat(bench.run(SEEDBANK, THIS_JAVA, "--no-such-option").exitCode())
                .isEqualTo(2);
    }

    @Test
    void opens_any_file_name_in_a_locale_without_unicode() throws Exception {
        Map<String, String> plain = Map.of(
                "SEEDBANK_JAVA_HOME", System.getProperty("java.home"),
                "SEEDBANK_JAVA_OPTS", "-XshowSettings:properties",
                "LC_ALL", "C");

        assertThat(bench.run(SEEDBANK, plain, "--version").err()).contains("sun.jnu.encoding = UTF-8\n");
    }

    @Test
    void refuses_a_JAVA_HOME_that_holds_no_java() throws Exception {
        Outcome refused = bench.run(SEEDBANK, Map.of("JAVA_HOME", "/nowhere"), "--version");

        assertThat(refused.err()).isEqualTo("""
                seedbank: error: JAVA_HOME is '/nowhere', and there is no 'bin/java' in it
                seedbank: hint: set JAVA_HOME to the folder of a Java 17 or later, or unset it
                """);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.exitCode()).isEqualTo(1);
    }

    @Test
    void refuses_an_old_java_that_was_chosen_for_it() throws Exception {
        Path old = bench.jdk("11.0.2", "echo old");

        Outcome refused = bench.run(SEEDBANK, Map.of("SEEDBANK_JAVA_HOME", old.toString()), "--version");

        assertThat(refused.err())
                .startsWith("seedbank: error: SEEDBANK_JAVA_HOME is '" + old + "', which is older than Java 17\n");
        assertThat(refused.exitCode()).isEqualTo(1);
    }

    @Test
    void passes_over_an_old_JAVA_HOME_that_is_there_for_others() throws Exception {
        Path old = bench.jdk("1.8.0_392", "echo old");

        Outcome version = bench.run(SEEDBANK, Map.of("JAVA_HOME", old.toString()), "--version");

        assertThat(version.out()).startsWith("seedbank ");
    }

    @Test
    void becomes_java_so_that_signals_and_exit_codes_arrive() throws Exception {
        Path java = bench.jdk("21", "echo $$; exit 3");

        Outcome run = bench.run(SEEDBANK, Map.of("SEEDBANK_JAVA_HOME", java.toString()));

        assertThat(run.out()).isEqualTo(run.pid() + "\n");
        assertThat(run.exitCode()).isEqualTo(3);
    }

    @Test
    void hands_arguments_and_options_on_unchanged() throws Exception {
        Path java = bench.jdk("21", "printf '%s\\n' \"$@\"");
        Map<String, String> options = Map.of("SEEDBANK_JAVA_HOME", java.toString(), "SEEDBANK_JAVA_OPTS", "-Xmx1g -ea");

        Outcome run = bench.run(SEEDBANK, options, "publish", "two words", "", "*");

        Path jar = SEEDBANK.resolveSibling("cli/target/seedbank.jar");
        assertThat(run.out().lines())
                .containsExactly(
                        "@" + SEEDBANK.resolveSibling("src/dist/jvm.options"),
                        "-Xmx1g",
                        "-ea",
                        "-Dseedbank.root=" + LauncherBench.TREE,
                        "-jar",
                        jar.toString(),
                        "publish",
                        "two words",
                        "",
                        "*");
    }

    /** After such an error nothing of a node can be relied on; a command says what to do about it. */
    @Test
    void a_node_ends_when_java_has_no_memory_left_and_a_command_does_not() throws Exception {
        Map<String, String> java =
                Map.of("SEEDBANK_JAVA_HOME", bench.jdk("21", "echo \"$@\"").toString());

        assertThat(bench.run(SEEDBANK, java, "node", "run", "--port", "0").out())
                .contains(" -XX:+ExitOnOutOfMemoryError ");
        assertThat(bench.run(SEEDBANK, java, "verify").out()).doesNotContain("OutOfMemory");
        assertThat(bench.run(SEEDBANK, java, "node", "status").out()).doesNotContain("OutOfMemory");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void preloads_the_libjsig_of_the_same_java_before_anything_else() throws Exception {
        Path java = bench.jdk("21", "echo \"$LD_PRELOAD\"");
        Path jsig = Files.createDirectory(java.resolve("lib")).resolve("libjsig.so");
        Files.copy(Path.of(System.getProperty("java.home"), "lib", "libjsig.so"), jsig);

        Outcome run = bench.run(SEEDBANK, Map.of("SEEDBANK_JAVA_HOME", java.toString(), "LD_PRELOAD", "libc.so.6"));

        assertThat(run.out()).isEqualTo(jsig + ":libc.so.6\n");
    }

    @Test
    void builds_once_when_two_start_together() throws Exception {
        Path tree = bench.treeBuiltBy("read go <go; " + BUILD_WORKS);
        Path go = tree.resolve("go");
        assertThat(new ProcessBuilder("mkfifo", go.toString()).start().waitFor())
                .isZero();
        Map<String, String> java =
                Map.of("SEEDBANK_JAVA_HOME", bench.jdk("21", "echo ran").toString());

        try (BufferedReader first = bench.follow(tree.resolve("seedbank"), java)) {
            assertThat(first.readLine()).startsWith("seedbank: building it, once");
            try (BufferedReader second = bench.follow(tree.resolve("seedbank"), java)) {
                assertThat(second.readLine()).startsWith("seedbank: waiting for process ");
                Files.writeString(go, "now\n");
                assertThat(first.readLine()).isEqualTo("ran");
                assertThat(second.readLine()).isEqualTo("ran");
            }
        }
        assertThat(bench.run(tree.resolve("seedbank"), java).err()).isEmpty();
        assertThat(tree.resolve("builds")).hasContent("built");
    }

    @Test
    void takes_over_the_build_of_a_process_that_died() throws Exception {
        Path tree = bench.treeBuiltBy(BUILD_WORKS);
        Files.createDirectory(tree.resolve("target"));
        Files.createSymbolicLink(tree.resolve("target/build.lock"), Path.of(Long.toString(pidOfADeadProcess())));

        Outcome run = bench.run(
                tree.resolve("seedbank"),
                Map.of("SEEDBANK_JAVA_HOME", bench.jdk("21", "echo ran").toString()));

        assertThat(run.out()).isEqualTo("ran\n");
    }

    @Test
    void shows_the_end_of_the_log_when_the_build_fails_and_tries_again_next_time() throws Exception {
        Path tree = bench.treeBuiltBy("echo tried; exit 1");
        Map<String, String> java =
                Map.of("SEEDBANK_JAVA_HOME", bench.jdk("21", "echo ran").toString());

        for (int attempt = 1; attempt <= 2; attempt++) {
            Outcome run = bench.run(tree.resolve("seedbank"), java);
            assertThat(run.err()).isEqualTo("""
                            seedbank: building it, once; this takes a minute or two, more when libraries must be fetched
                            tried
                            seedbank: error: seedbank could not be built; the whole log is '%s'
                            seedbank: hint: mend what the log names, then run seedbank again
                            """.formatted(tree.resolve("target/build.log")));
            assertThat(run.out()).isEmpty();
            assertThat(run.exitCode()).isEqualTo(1);
        }
    }

    private static long pidOfADeadProcess() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        return process.pid();
    }
}
