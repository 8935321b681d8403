package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.integrity.DatasetHasher;
import org.seedbank.integrity.DatasetScan;
import org.seedbank.integrity.FixityReport;
import org.seedbank.integrity.Metainfo;
import org.seedbank.integrity.PieceLength;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.TorrentFormat;
import org.seedbank.integrity.Verification;

@ExtendWith(Benches.class)
class FixityTextTest {

    @Test
    void says_how_much_was_not_read_again(Bench bench) throws Exception {
        Path file = bench.write("ph.csv", Soil.PH);
        byte[] torrent = DatasetHasher.hash(
                        DatasetScan.scan(file, false),
                        TorrentFormat.HYBRID,
                        new PieceLength(16 << 10),
                        1,
                        Progress.NONE)
                .write(List.of(), List.of(), "a test", Optional.empty());
        FixityReport read = Verification.run(Metainfo.parse(torrent), file, each -> true, 1, Progress.NONE);
        FixityReport resumed = new FixityReport(
                read.reference(),
                read.root(),
                read.findings(),
                read.digests(),
                read.extras(),
                read.started(),
                read.started(),
                12_000_000);
        StringWriter printed = new StringWriter();
        PrintWriter out = new PrintWriter(printed);

        new FixityText(new Terminal(out, out, false, false, false)).print(resumed);

        assertThat(bench.steady(printed.toString()))
                .isEqualTo("the file is intact (%s in SECONDS, by pieces and file digests)"
                                .formatted(Amounts.bytes(Soil.PH.length()))
                        + "; 12.0 MB of that come from a checkpoint and were not read again\n");
    }
}
