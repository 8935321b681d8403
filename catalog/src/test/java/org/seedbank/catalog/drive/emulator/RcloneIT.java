package org.seedbank.catalog.drive.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** rclone works with the emulator as with Drive. Its server can't be chosen, so a proxy leads it here. */
class RcloneIT {

    private static final String USER = "grower@example.org";

    private final DriveEmulator emulator = DriveEmulator.start();

    @TempDir
    private Path temp;

    private ConnectProxy proxy;
    private OtherProgram programs;

    @BeforeEach
    void configure() throws Exception {
        OtherProgram.mustBeInstalled("rclone", "rclone");
        // It finds folders by their names, one command after the other.
        emulator.drive().searchLag(Duration.ZERO);
        LoopbackTls tls = new LoopbackTls(temp);
        proxy = new ConnectProxy(emulator.serveWithTls(tls.make()));
        Path config = Files.writeString(
                temp.resolve("rclone.conf"), """
                        [drive]
                        type = drive
                        scope = drive
                        token = {"access_token":"%s","token_type":"Bearer","expiry":"2099-01-01T00:00:00Z"}
                        """.formatted(emulator.drive().userToken(USER, "drive")));
        programs = new OtherProgram(
                temp,
                Map.of(
                        "HTTPS_PROXY", proxy.url(),
                        "RCLONE_CONFIG", config.toString(),
                        "RCLONE_CA_CERT", tls.certificate().toString(),
                        "RCLONE_RETRIES", "1"));
    }

    @AfterEach
    void close() throws Exception {
        emulator.close();
        proxy.close();
    }

    @Test
    void copies_a_tree_there_and_back_again() throws Exception {
        write("soil/depth.csv", "10");
        write("soil/with space's/ph.csv", "6.5");
        write("soil/large.bin", largeText());

        rclone("copy", "soil", "drive:data/soil", "--drive-upload-cutoff", "1M", "--drive-chunk-size", "256k");
        rclone("check", "soil", "drive:data/soil");
        rclone("copy", "drive:data/soil", "back");

        assertThat(read("back/depth.csv")).isEqualTo("10");
        assertThat(read("back/with space's/ph.csv")).isEqualTo("6.5");
        assertThat(read("back/large.bin")).isEqualTo(largeText());
        assertThat(emulator.requests().all())
                .filteredOn(asked -> asked.query().containsKey("upload_id"))
                .hasSize(12);
        assertThat(proxy.hosts()).containsOnly("www.googleapis.com:443");
    }

    @Test
    void changes_moves_trashes_and_deletes() throws Exception {
        write("ph.csv", "6.5");
        rclone("copyto", "ph.csv", "drive:ph.csv");
        write("ph.csv", "6.55");

        rclone("copyto", "ph.csv", "drive:ph.csv");
        assertThat(rclone("cat", "drive:ph.csv")).isEqualTo("6.55");
        rclone("moveto", "drive:ph.csv", "drive:acidity.csv");
        assertThat(rclone("lsf", "drive:")).isEqualTo("acidity.csv\n");
        rclone("deletefile", "drive:acidity.csv");

        assertThat(rclone("lsf", "drive:")).isEmpty();
        assertThat(rclone("lsf", "drive:", "--drive-trashed-only")).isEqualTo("acidity.csv\n");
        rclone("deletefile", "drive:acidity.csv", "--drive-trashed-only", "--drive-use-trash=false");
        assertThat(emulator.drive().list(emulator.drive().root(USER))).isEmpty();
    }

    @Test
    void lists_a_folder_of_many_pages() throws Exception {
        String folder = emulator.drive().folder(USER, "catalog");
        for (int i = 0; i < 1050; i++) {
            emulator.drive().file(USER, folder, "%04d.torrent".formatted(i), new byte[] {1});
        }

        assertThat(rclone("lsf", "drive:catalog").lines()).hasSize(1050).doesNotHaveDuplicates();
        assertThat(rclone("size", "drive:catalog", "--json")).isEqualTo("""
                {"count":1050,"bytes":1050,"sizeless":0}
                """);
    }

    @Test
    void goes_on_after_limits_and_errors() throws Exception {
        write("ph.csv", "6.5");
        emulator.faults().next(2, Fault.status(403, "rateLimitExceeded")).next(Fault.status(503, "backendError"));

        rclone("copy", "ph.csv", "drive:");

        assertThat(emulator.drive().list(emulator.drive().root(USER))).hasSize(1);
        assertThat(emulator.faults().waiting()).isZero();
    }

    private String rclone(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "rclone";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return programs.run(command);
    }

    private void write(String name, String text) throws Exception {
        Path file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String read(String name) throws Exception {
        return Files.readString(temp.resolve(name));
    }

    private static String largeText() {
        return new Random(1)
                .ints(3 << 20, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
