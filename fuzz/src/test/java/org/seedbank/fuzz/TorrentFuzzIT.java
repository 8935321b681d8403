package org.seedbank.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.integrity.torrent.Metainfo;

/** Torrents: what is taken is what it was read from, and its infohashes are there. */
class TorrentFuzzIT {

    private static final Yardstick YARDSTICK = new Yardstick("torrent", 2 << 20, 400);

    static Stream<byte[]> seeds() {
        return Seeds.files("integrity/src/test/resources/fixtures", ".torrent");
    }

    @MethodSource("seeds")
    @FuzzTest
    void is_read_or_refused(byte[] input) throws Exception {
        YARDSTICK.measure(input.length, () -> {
            Metainfo read = Metainfo.parse(input);
            if (read.infoHashV1().isEmpty() && read.infoHashV2().isEmpty()) {
                throw new AssertionError("taken, and not a torrent of any version");
            }
            return read;
        });
    }
}
