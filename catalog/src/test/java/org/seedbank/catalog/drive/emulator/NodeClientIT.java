package org.seedbank.catalog.drive.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Google's client for Node works with the emulator as with Drive. */
class NodeClientIT {

    private static final String USER = "grower@example.org";

    @Test
    void lists_uploads_reads_back_updates_and_trashes() throws Exception {
        Path installed = NodeProject.install("node");
        try (DriveEmulator emulator = DriveEmulator.start()) {
            EmulatedDrive drive = emulator.drive();
            String folder = drive.folder(USER, "catalog");
            for (int i = 0; i < 250; i++) {
                drive.file(USER, folder, "file-" + i, new byte[0]);
            }

            String seen = new OtherProgram(
                            installed,
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
