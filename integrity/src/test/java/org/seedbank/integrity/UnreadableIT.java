package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.fixity.Verification;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** What may not be read is called that, and not missing. */
final class UnreadableIT {

    private static final String NOBODY = "---------";

    @TempDir
    Path temp;

    private Tree soil;

    /** Scans a folder, or verifies it where a torrent is named too; prints what came of it. */
    static final class ScanOrVerify {

        private ScanOrVerify() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            try {
                if (arguments.length == 1) {
                    System.out.print(DatasetScan.scan(folder, false).files());
                } else {
                    Metainfo torrent = Metainfo.read(Path.of(arguments[1]));
                    System.out.print(Verification.run(torrent, folder, path -> true, 1, Progress.NONE)
                            .findings());
                }
            } catch (IntegrityException e) {
                System.out.print(e.getMessage());
            }
        }
    }

    @BeforeEach
    void aDatasetThatOthersMayRead() throws Exception {
        allow(temp, "rwxr-xr-x");
        soil = new Tree(temp.toRealPath().resolve("soil")).with("a", "x").with("sub/b", "xy");
    }

    @AfterEach
    void allowDeletion() throws Exception {
        allow(soil.at("sub"), "rwxr-xr-x");
    }

    @Test
    void a_scan_refuses_a_file_that_may_not_be_read() throws Exception {
        allow(soil.at("a"), NOBODY);

        assertThat(scanned()).isEqualTo("cannot read '%s': permission denied".formatted(soil.at("a")));
    }

    @Test
    void a_scan_refuses_a_folder_that_may_not_be_listed() throws Exception {
        allow(soil.at("sub"), NOBODY);

        assertThat(scanned()).isEqualTo("cannot read '%s': permission denied".formatted(soil.at("sub")));
    }

    @Test
    void a_verification_goes_on_after_a_file_that_may_not_be_read() throws Exception {
        Path torrent = published();
        allow(soil.at("a"), NOBODY);

        assertThat(verified(torrent))
                .isEqualTo("[%s, %s]"
                        .formatted(
                                new FileFinding.Unreadable(new DatasetPath("a"), 1, "permission denied"),
                                new FileFinding.Intact(new DatasetPath("sub/b"), 2)));
    }

    @Test
    void a_verification_does_not_call_missing_what_it_may_not_see() throws Exception {
        Path torrent = published();
        allow(soil.at("sub"), NOBODY);

        assertThat(verified(torrent))
                .isEqualTo("[%s, %s]"
                        .formatted(
                                new FileFinding.Intact(new DatasetPath("a"), 1),
                                new FileFinding.Unreadable(new DatasetPath("sub/b"), 2, "permission denied")));
    }

    private Path published() throws Exception {
        byte[] torrent =
                Publication.of(soil.root(), TorrentFormat.HYBRID, 16 << 10).bytes();
        return Files.write(temp.resolve("soil.torrent"), torrent);
    }

    private String scanned() throws Exception {
        return ChildJava.runUnprivileged(temp, ScanOrVerify.class, soil.root().toString());
    }

    private String verified(Path torrent) throws Exception {
        return ChildJava.runUnprivileged(temp, ScanOrVerify.class, soil.root().toString(), torrent.toString());
    }

    private static void allow(Path path, String permissions) throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
