package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where there is no libtorrent for a system, all works that needs no swarm, and the rest says where there is one. */
class WithoutNativesTest {

    private static final String ELSEWHERE =
            "error: sending and fetching needs libtorrent, which is there for Linux on x86-64,"
                    + " not for this system (";

    @TempDir
    Path folder;

    @Test
    void what_needs_no_swarm_works() throws Exception {
        Path soil = soil();
        Path torrent = folder.resolve("soil.torrent");

        String said = run(
                "publish --dry-run --torrent " + torrent + " " + soil,
                "verify " + torrent + " " + soil,
                "show " + torrent,
                "manifest " + soil,
                "bag " + soil + " " + folder.resolve("bag"),
                "list",
                "catalog list",
                "status",
                "doctor");

        assertThat(codes(said))
                .as(said)
                .containsExactly(
                        "publish 0",
                        "verify 0",
                        "show 0",
                        "manifest 0",
                        "bag 0",
                        "list 0",
                        "catalog 0",
                        "status 1",
                        "doctor 0");
        assertThat(said).doesNotContain("libtorrent, which").doesNotContain("\tat ");
        assertThat(torrent).exists();
    }

    @Test
    void what_needs_one_says_which_systems_have_it() throws Exception {
        Path soil = soil();

        String said = run("publish " + soil, "node start", "node run --port 0", "verify --repair " + soil);

        assertThat(codes(said)).as(said).startsWith("publish 1", "node 1", "node 1");
        assertThat(said.lines().filter(line -> line.contains(ELSEWHERE))).hasSize(3);
        assertThat(said).contains("hint: use Linux on x86-64 for that; here work 'verify', 'manifest'");
    }

    private Path soil() throws Exception {
        Path soil = Files.createDirectory(folder.resolve("soil-2024"));
        Files.writeString(soil.resolve("depth.csv"), "10");
        return soil;
    }

    /** Each command with its exit code. */
    private static List<String> codes(String said) {
        List<String> codes = new ArrayList<>();
        String command = "";
        for (String line : said.lines().toList()) {
            if (line.startsWith("$ ")) {
                command = line.substring(2);
            } else if (line.startsWith("= ")) {
                codes.add(command + " " + line.substring(2));
            }
        }
        return codes;
    }

    /** In a Java without the jar that holds the native library, and without its signal chaining. */
    private String run(String... lines) throws Exception {
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(each -> !each.contains("libtorrent4j-linux"))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                CommandLines.class.getName()));
        command.addAll(List.of(lines));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
        builder.environment().remove("LD_PRELOAD");
        builder.environment().put("SEEDBANK_HOME", folder.resolve("home").toString());
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ended in time").isTrue();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
