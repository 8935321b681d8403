package org.seedbank.cli.verify;

import java.time.Duration;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.integrity.fixity.FixityReference;
import org.seedbank.integrity.fixity.FixityReport;

/** The one line that says what came of a verification. */
record FixityVerdict(FixityReport report, Terminal terminal) {

    String line() {
        return outcome() + leftOut() + " (" + how() + ")" + resumed();
    }

    private String resumed() {
        return report.resumedBytes() == 0
                ? ""
                : "; %s of that come from a checkpoint and were not read again"
                        .formatted(Amounts.bytes(report.resumedBytes()));
    }

    private String outcome() {
        int damaged = report.damage().size();
        long total = report.chosenCount();
        long intact = report.intactCount();
        if (damaged > 0) {
            String are = damaged == 1 ? "is" : "are";
            return terminal.bad(
                    total == 1 ? "the file is damaged" : "%d of %d files %s damaged".formatted(damaged, total, are));
        }
        if (intact < total) {
            return total == 1
                    ? "the file was not verified"
                    : "%d of %d files intact, the others not verified".formatted(intact, total);
        }
        return terminal.good(total == 1 ? "the file is intact" : "all %d files intact".formatted(total));
    }

    private String leftOut() {
        return report.leftOutCount() == 0 ? "" : ", %d left out".formatted(report.leftOutCount());
    }

    private String how() {
        Duration duration = Duration.between(report.started(), report.ended());
        return "%s in %s at %s, by %s"
                .formatted(
                        Amounts.bytes(report.chosenBytes()),
                        Amounts.duration(duration),
                        Amounts.rate(rate(report)),
                        proof());
    }

    /** Bytes that were read in each second. */
    static long rate(FixityReport report) {
        long millis = Duration.between(report.started(), report.ended()).toMillis();
        return (long) ((report.chosenBytes() - report.resumedBytes()) * 1000.0 / Math.max(1, millis));
    }

    private String proof() {
        if (report.reference() instanceof FixityReference.OfList list) {
            return list.format() + " digests";
        }
        if (report.reference() instanceof FixityReference.OfTorrent of && of.depth() == FixityReference.Depth.PIECES) {
            return "pieces";
        }
        return report.checkedFileDigests() ? "pieces and file digests" : "pieces only, the torrent has no file digests";
    }
}
