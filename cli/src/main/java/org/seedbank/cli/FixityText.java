package org.seedbank.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.seedbank.integrity.ByteRange;
import org.seedbank.integrity.FileFinding;
import org.seedbank.integrity.FixityReference;
import org.seedbank.integrity.FixityReport;

/** A fixity report for a person: a line for each file that is not intact, and one line of verdict. */
final class FixityText {

    /** A terminal is no place for more; {@code --json} has them all. */
    private static final int MOST_RANGES = 4;

    private final Terminal terminal;

    FixityText(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(FixityReport report) {
        PrintWriter out = terminal.out();
        for (FileFinding finding : report.findings()) {
            if (!(finding instanceof FileFinding.Intact || finding instanceof FileFinding.NotChosen)) {
                line(out, verdict(finding), finding.path().text(), detail(finding));
            }
        }
        report.extras().forEach(extra -> line(out, "extra", extra, ""));
        out.println(summary(report) + resumed(report));
        out.flush();
    }

    /** Prints one line about a file. */
    static void line(PrintWriter out, String verdict, String path, String detail) {
        String text = String.format(Locale.ROOT, "%-12s  %s", verdict, SafeText.line(path));
        out.println(detail.isEmpty() ? text : text + "  (" + SafeText.line(detail) + ")");
    }

    /** The word for a finding, the same everywhere. */
    static String verdict(FileFinding finding) {
        if (finding instanceof FileFinding.Intact) {
            return "intact";
        } else if (finding instanceof FileFinding.Damaged) {
            return "damaged";
        } else if (finding instanceof FileFinding.Missing || finding instanceof FileFinding.NotFetched) {
            return "missing";
        } else if (finding instanceof FileFinding.WrongLength) {
            return "wrong length";
        } else if (finding instanceof FileFinding.Unreadable) {
            return "unreadable";
        } else if (finding instanceof FileFinding.Invalid) {
            return "invalid";
        } else if (finding instanceof FileFinding.NotChosen) {
            return "not chosen";
        }
        return "not verified";
    }

    private static String detail(FileFinding finding) {
        if (finding instanceof FileFinding.Damaged damaged) {
            return damaged.ranges().isEmpty() ? "" : "bytes " + ranges(damaged.ranges());
        } else if (finding instanceof FileFinding.WrongLength wrong) {
            return "%d bytes instead of %d".formatted(wrong.foundLength(), wrong.length());
        } else if (finding instanceof FileFinding.Unreadable unreadable) {
            return unreadable.reason();
        } else if (finding instanceof FileFinding.NotVerified unverified) {
            return unverified.reason();
        } else if (finding instanceof FileFinding.NotFetched unfetched) {
            return "still to be fetched from " + unfetched.url();
        } else if (finding instanceof FileFinding.Invalid invalid) {
            return invalid.reason();
        }
        return "";
    }

    /** The first few of some ranges, with the last byte of each. */
    static String ranges(List<ByteRange> ranges) {
        String shown = ranges.stream()
                .limit(MOST_RANGES)
                .map(range -> range.start() + "-" + (range.end() - 1))
                .collect(Collectors.joining(", "));
        return ranges.size() > MOST_RANGES
                ? shown + " and %d more places".formatted(ranges.size() - MOST_RANGES)
                : shown;
    }

    private static String resumed(FixityReport report) {
        return report.resumedBytes() == 0
                ? ""
                : "; %s of that come from a checkpoint and were not read again"
                        .formatted(Amounts.bytes(report.resumedBytes()));
    }

    private String summary(FixityReport report) {
        int damaged = report.damage().size();
        long total = report.chosenCount();
        if (damaged > 0) {
            return terminal.bad(
                    total == 1
                            ? "the file is damaged"
                            : "%d of %d files %s damaged".formatted(damaged, total, damaged == 1 ? "is" : "are"));
        }
        String how = "%s in %s, by %s"
                .formatted(
                        Amounts.bytes(report.intactBytes()),
                        Amounts.duration(Duration.between(report.started(), report.ended())),
                        proof(report));
        long intact = report.intactCount();
        if (intact < total) {
            return total == 1
                    ? "the file was not verified"
                    : "%d of %d files intact, the others not verified (%s)".formatted(intact, total, how);
        }
        return terminal.good(total == 1 ? "the file is intact" : "all %d files intact".formatted(total))
                + " (%s)".formatted(how);
    }

    private static String proof(FixityReport report) {
        if (report.reference() instanceof FixityReference.OfList list) {
            return list.format() + " digests";
        }
        return report.checkedFileDigests() ? "pieces and file digests" : "pieces only, the torrent has no file digests";
    }
}
