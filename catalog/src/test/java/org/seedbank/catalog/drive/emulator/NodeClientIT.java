package org.seedbank.catalog.drive.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Google's client for Node works with the emulator as with Drive. */
class NodeClientIT {

    private static final String USER = "grower@example.org";
    private static final Path SOURCES = Path.of("src", "test", "node");
    private static final Path INSTALLED = Path.of("target", "node");

    /** Installs what the lock file names, unless this very lock file was installed before. */
    @BeforeAll
    static void install() throws Exception {
        OtherProgram.mustBeInstalled("node", "nodejs");
        OtherProgram.mustBeInstalled("npm", "npm");
        Files.createDirectories(INSTALLED);
        Path done = INSTALLED.resolve("installed-lock.json");
        Path lock = SOURCES.resolve("package-lock.json");
        boolean fresh = !Files.exists(done) || Files.mismatch(done, lock) >= 0;
        for (String name : List.of("package.json", "package-lock.json", "check.mjs")) {
            copy(name);
        }
        if (fresh) {
            new OtherProgram(INSTALLED, Map.of("npm_config_update_notifier", "false"))
                    .run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            Files.copy(lock, done, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void copy(String name) throws IOException {
        Files.copy(SOURCES.resolve(name), INSTALLED.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void lists_uploads_reads_back_updates_and_trashes() throws Exception {
        try (DriveEmulator emulator = DriveEmulator.start()) {
            EmulatedDrive drive = emulator.drive();
            String folder = drive.folder(USER, "catalog");
            for (int i = 0; i < 250; i++) {
                drive.file(USER, folder, "file-" + i, new byte[0]);
            }

            String seen = new OtherProgram(
                            INSTALLED,
                            Map.of(
                                    "ROOT_URL", emulator.rootUrl().toString(),
                                    "TOKEN", drive.userToken(USER, "drive"),
                                    "API_KEY", drive.apiKey(),
                                    "FOLDER", folder))
                    .run("node", "check.mjs");

            assertThat(seen).isEqualTo("""
                    listed 3 pages 250 names
                    made it's.csv text/csv 8 ab12 depth,10
                    made kind,id,name,mimeType whole
                    chunked 308 bytes=0-262143 400000 true
                    changed {"description":"measured again","size":"8"} depth,11
                    range 206 11
                    twice 409 A file already exists with the provided ID.
                    a key sees 254
                    left large.txt,once
                    gone 404
                    """);
        }
    }
}
