package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.fixity.Verification;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** Files with holes, as copies made with {@code cp --sparse} have them. */
final class SparseFilesTest {

    private static final int LENGTH = 5_000_000;
    private static final int DATA_AT = 3_000_000;

    @TempDir
    Path temp;

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void a_hole_is_zeros(TorrentFormat format) throws Exception {
        byte[] bytes = new byte[LENGTH];
        bytes[DATA_AT] = 7;
        Path dense = Files.write(temp.resolve("dense"), bytes);
        Path sparse = sparse("sparse", LENGTH);
        Metainfo torrent = Publication.of(dense, format, 64 << 10);

        assertThat(verify(torrent, sparse).isIntact()).isTrue();
        assertThat(verify(Publication.of(sparse, format, 64 << 10), dense).isIntact())
                .isTrue();
    }

    @Test
    void a_byte_in_a_hole_is_damage() throws Exception {
        Metainfo torrent = Publication.of(sparse("a", LENGTH), TorrentFormat.HYBRID, 64 << 10);
        try (RandomAccessFile file = new RandomAccessFile(temp.resolve("a").toFile(), "rw")) {
            file.seek(65_536);
            file.write(1);
        }

        assertThat(verify(torrent, temp.resolve("a")).damage())
                .containsExactly(new FileFinding.Damaged(
                        new DatasetPath("a"), LENGTH, List.of(new ByteRange(65_536, 2 * 65_536))));
    }

    @Tag("thorough")
    @Test
    void a_copy_that_is_one_large_hole_takes_seconds() throws Exception {
        long length = 1L << 30;
        Path hole = sparse("hole", length);
        Metainfo torrent = Metainfo.parse(Torrents.torrent(Torrents.infoV1("hole", length, 1 << 20)));

        FixityReport report = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> verify(torrent, hole));

        assertThat(report.damage())
                .containsExactly(
                        new FileFinding.Damaged(new DatasetPath("hole"), length, List.of(new ByteRange(0, length))));
    }

    private Path sparse(String name, long length) throws Exception {
        Path file = temp.resolve(name);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(length);
            sparse.seek(DATA_AT);
            sparse.write(7);
        }
        return file;
    }

    private static FixityReport verify(Metainfo torrent, Path target) throws InterruptedException {
        return Verification.run(torrent, target, path -> true, 2, Progress.NONE);
    }
}
