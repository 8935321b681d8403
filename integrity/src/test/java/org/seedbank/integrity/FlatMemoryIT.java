package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.bencode.BencodeReader;
import org.seedbank.integrity.dataset.DatasetHasher;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.dataset.TorrentDraft;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.fixity.Verification;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** Memory does not grow with the data, nor with what a stranger's torrent claims. */
final class FlatMemoryIT {

    @TempDir
    Path temp;

    /** Publishes a file and verifies it; prints how that went. */
    static final class PublishAndVerify {

        private PublishAndVerify() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] arguments) throws Exception {
            Path file = Path.of(arguments[0]);
            TorrentDraft draft = DatasetHasher.hash(
                    DatasetScan.scan(file, false), TorrentFormat.HYBRID, new PieceLength(1 << 20), 2, Progress.NONE);
            byte[] torrent = draft.write(List.of(), List.of(), "a test", Optional.empty());
            FixityReport report = Verification.run(Metainfo.parse(torrent), file, path -> true, 2, Progress.NONE);
            System.out.print(report.findings());
        }
    }

    /** Reads a torrent; prints what is said about it. */
    static final class ReadTorrent {

        private ReadTorrent() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] arguments) {
            try {
                System.out.print(Metainfo.read(Path.of(arguments[0])).files().size() + " files");
            } catch (IntegrityException.BadTorrent e) {
                System.out.print(e.getMessage());
            }
        }
    }

    @Test
    void three_gigabytes_are_published_and_verified_in_a_heap_of_64_megabytes() throws Exception {
        long length = 3L << 30;

        String printed = ChildJava.run(
                PublishAndVerify.class,
                List.of("-Xmx64m", "-XX:MaxDirectMemorySize=8m"),
                sparse("big", length).toString());

        assertThat(printed)
                .isEqualTo(List.of(new FileFinding.Intact(new DatasetPath("big"), length))
                        .toString());
    }

    @Test
    void a_torrent_of_a_gigabyte_is_refused_in_a_heap_of_16_megabytes() throws Exception {
        String printed = ChildJava.run(
                ReadTorrent.class,
                List.of("-Xmx16m"),
                sparse("x.torrent", 1L << 30).toString());

        assertThat(printed).isEqualTo("this is not a usable torrent: it is larger than 134217728 bytes");
    }

    @Test
    void a_hundred_megabytes_of_nesting_are_refused_in_a_heap_of_256_megabytes() throws Exception {
        Path torrent = temp.resolve("nested.torrent");
        Files.writeString(torrent, "l".repeat(100 << 20));

        String printed = ChildJava.run(ReadTorrent.class, List.of("-Xmx256m", "-Xss256k"), torrent.toString());

        assertThat(printed).isEqualTo("this is not a usable torrent: it is nested more than 99 deep");
    }

    @Test
    void the_most_costly_values_that_are_read_fit_into_a_heap_of_256_megabytes() throws Exception {
        Path torrent = temp.resolve("costly.torrent");
        Files.writeString(torrent, "d1:al" + "d0:0:e".repeat(BencodeReader.MAX_VALUES / 2 - 1) + "ee");

        String printed = ChildJava.run(ReadTorrent.class, List.of("-Xmx256m"), torrent.toString());

        assertThat(printed).isEqualTo("this is not a usable torrent: 'info' is missing");
    }

    private Path sparse(String name, long length) throws Exception {
        Path path = temp.resolve(name);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(length);
        }
        return path;
    }
}
