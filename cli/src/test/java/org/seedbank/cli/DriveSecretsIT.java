package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.drive.emulator.Fault;

/** Keys, tokens and client secrets are in the folder of settings and nowhere else, whatever is asked for and fails. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class DriveSecretsIT {

    private static final String WRONG_KEY = "AIzaWrong-0123456789-0123456789";
    private static final Map<String, String> WITH_WRONG_KEY = Map.of("SEEDBANK_DRIVE_API_KEY", WRONG_KEY);

    @TempDir
    Path folder;

    private final StringBuilder printed = new StringBuilder();
    private Cloud cloud;
    private ProcessBench bench;
    private String catalog;

    @BeforeEach
    void open() throws Exception {
        cloud = new Cloud();
        bench = new ProcessBench(folder, cloud.address());
        Soil.write(bench.files());
        bench.files().write("credentials.json", cloud.oauth().credentials());
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
        cloud.close();
    }

    /** Runs it as talkative as can be; its exit code. */
    private int run(Map<String, String> variables, String... arguments) throws IOException, InterruptedException {
        return note(bench.start(List.of(), variables, talkative(arguments)).end());
    }

    private static String[] talkative(String... arguments) {
        return Stream.concat(Stream.of(arguments), Stream.of("--verbose", "--debug"))
                .toArray(String[]::new);
    }

    private int note(Outcome outcome) {
        printed.append(outcome.out()).append(outcome.err());
        return outcome.exitCode();
    }

    private void keepKey() throws IOException, InterruptedException {
        Child key = bench.start(talkative("login", "--api-key"));
        key.type(cloud.apiKey() + "\n");
        assertThat(note(key.end())).isZero();
    }

    private void publish() throws Exception {
        Child publish = bench.publish(talkative("BENCH/soil-2024", "--catalog", catalog));
        publish.signal("INT");
        assertThat(note(publish.end())).isEqualTo(130);
    }

    @Test
    void no_secret_is_shown_or_kept_elsewhere() throws Exception {
        note(cloud.logIn(bench, "--verbose", "--debug"));
        catalog = "gdrive:" + cloud.folderBy(bench.path("home"));
        publish();
        keepKey();
        assertThat(run(Map.of(), "list", "--refresh", "--catalog", catalog)).isZero();

        assertThat(run(WITH_WRONG_KEY, "list", "--refresh", "--catalog", catalog))
                .isEqualTo(5);
        for (String reason : List.of("accessNotConfigured", "insufficientFilePermissions", "somethingElse")) {
            cloud.emulator().faults().next(1, asked -> true, Fault.status(403, reason));
            assertThat(run(Map.of(), "list", "--refresh", "--catalog", catalog)).isEqualTo(5);
        }
        revokeAccess();
        assertThat(run(Map.of(), "describe", "1", "--title", "After a renewal", "--catalog", catalog))
                .isZero();
        revokeAccess();
        cloud.oauth().forgetAll();
        assertThat(run(Map.of(), "describe", "1", "--title", "Too late", "--catalog", catalog))
                .isEqualTo(5);
        assertThat(run(Map.of(), "publish", "--foreground", "BENCH/soil-2024/ph.csv", "--catalog", catalog))
                .isEqualTo(5);
        assertThat(run(Map.of(), "logout")).isZero();

        assertThat(printed).contains("drive: ", "at org.seedbank.");
        assertThat(secrets()).hasSizeGreaterThan(6).noneMatch(secret -> printed.indexOf(secret) >= 0);
        assertThat(bench.path("home/cache")).isDirectory();
        assertThat(filesWithSecrets()).isEmpty();
    }

    @Test
    void only_its_owner_reads_the_folder_of_settings() throws Exception {
        note(cloud.logIn(bench, "--verbose", "--debug"));
        keepKey();

        assertThat(permissions("home/config")).isEqualTo("rwx------");
        assertThat(permissions("home/config/token.json")).isEqualTo("rw-------");
        assertThat(permissions("home/config/drive-api-key")).isEqualTo("rw-------");
        // The lock holds the number of a process.
        assertThat(bench.path("home/config").toFile().list())
                .containsExactlyInAnyOrder("token.json", "drive-api-key", ".seedbank.lock");
    }

    private void revokeAccess() {
        cloud.oauth().secrets().forEach(cloud.drive()::revoke);
    }

    private Set<String> secrets() {
        Set<String> secrets = new HashSet<>(cloud.oauth().secrets());
        secrets.add(cloud.apiKey());
        secrets.add(WRONG_KEY);
        return secrets;
    }

    private List<Path> filesWithSecrets() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                boolean settings =
                        file.startsWith(bench.path("home/config")) || file.equals(bench.path("credentials.json"));
                if (!settings && secrets().stream().anyMatch(text::contains)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(bench.path(name)));
    }
}
