package org.seedbank.cli.verify;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.integrity.ByteRange;
import org.seedbank.integrity.files.StrayFile;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.fixity.FixityReference;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.fixity.LinkFinding;
import org.seedbank.integrity.torrent.Metainfo;

/** A fixity report for a person: a line for each file that is not intact, and one line of verdict. */
public final class FixityText {

    /** A terminal is no place for more; {@code --json} has them all. */
    private static final int MOST_RANGES = 4;

    /** A person reads no more; what goes to a file or a pipe has them all. */
    private static final int MOST_LINES = 50;

    /** The reason why a file of a bag's payload is not valid that is in none of its manifests. */
    static final String UNLISTED = "no manifest lists it";

    private final Terminal terminal;

    public FixityText(Terminal terminal) {
        this.terminal = terminal;
    }

    public void print(FixityReport report) {
        PrintWriter out = terminal.out();
        long most = terminal.outIsTerminal() ? MOST_LINES : Long.MAX_VALUE;
        lines(report).limit(most).forEach(out::println);
        long more = lines(report).skip(most).count();
        if (more > 0) {
            out.println("and %d more; --report or --json has them all".formatted(more));
        }
        out.println(new Verdict(report, terminal).line());
        out.flush();
    }

    /** The word for what stands in a link's place, the same everywhere. */
    static String state(LinkFinding finding) {
        return switch (finding.state()) {
            case LINK -> "link";
            case COPY -> "copy";
            case MISSING -> "no link";
            case EMPTY -> "empty file";
            case ELSEWHERE -> "other link";
            case DIFFERENT -> "no copy";
        };
    }

    private static Stream<String> links(FixityReport report) {
        return report.links().stream()
                .filter(finding -> finding.state() != LinkFinding.State.LINK)
                .map(finding -> line(
                        state(finding),
                        finding.link().path().text(),
                        "%s '%s'"
                                .formatted(
                                        finding.state() == LinkFinding.State.COPY ? "of" : "it should lead to",
                                        finding.link().target())));
    }

    private static Stream<String> lines(FixityReport report) {
        Stream<String> wrong = report.findings().stream()
                .filter(finding -> !(finding instanceof FileFinding.Intact || finding instanceof FileFinding.NotChosen))
                .map(finding -> line(verdict(finding), finding.path().text(), detail(finding)));
        return Stream.concat(
                Stream.concat(wrong, links(report)),
                report.extras().stream().map(extra -> line("extra", extra, strayWords(extra))));
    }

    /** One line about a file. */
    public static String line(String verdict, String path, String detail) {
        String text = String.format(Locale.ROOT, "%-12s  %s", verdict, SafeText.line(path));
        return detail.isEmpty() ? text : text + "  (" + SafeText.line(detail) + ")";
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
        } else if (finding instanceof FileFinding.Invalid || finding instanceof FileFinding.Unlisted) {
            return "invalid";
        } else if (finding instanceof FileFinding.NotChosen) {
            return "not chosen";
        }
        return "not verified";
    }

    private static String detail(FileFinding finding) {
        if (finding instanceof FileFinding.Damaged damaged) {
            return damaged.ranges().isEmpty()
                    ? ""
                    : "bytes " + ranges(damaged.ranges())
                            + undecided(damaged.undecided(), "; of bytes %s nothing can be said");
        } else if (finding instanceof FileFinding.WrongLength wrong) {
            return "%d bytes instead of %d".formatted(wrong.foundLength(), wrong.length())
                    + undecided(wrong.undecided(), "; of bytes %s nothing can be said");
        } else if (finding instanceof FileFinding.Unreadable unreadable) {
            return unreadable.reason();
        } else if (finding instanceof FileFinding.NotVerified unverified) {
            boolean all = unverified.undecided().equals(List.of(new ByteRange(0, unverified.length())));
            return unverified.reason()
                    + undecided(all ? List.of() : unverified.undecided(), ": all but bytes %s is proven");
        } else if (finding instanceof FileFinding.NotFetched unfetched) {
            return "still to be fetched from " + unfetched.url();
        } else if (finding instanceof FileFinding.Invalid invalid) {
            return invalid.reason();
        } else if (finding instanceof FileFinding.Unlisted) {
            return Stream.of(UNLISTED, strayWords(finding.path().text()))
                    .filter(words -> !words.isEmpty())
                    .collect(Collectors.joining("; "));
        } else if (finding instanceof FileFinding.Missing) {
            return strayWords(finding.path().text());
        }
        return "";
    }

    /** Words about who leaves files of this name among people's files; empty where nobody is known for it. */
    private static String strayWords(String path) {
        return StrayFile.at(path).map(StrayFile::words).orElse("");
    }

    private static String undecided(List<ByteRange> ranges, String words) {
        return ranges.isEmpty() ? "" : words.formatted(ranges(ranges));
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

    /** The one line that says what came of a verification. */
    record Verdict(FixityReport report, Terminal terminal) {

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
            if (report.damage().isEmpty() && report.hasFalseLinks()) {
                return terminal.bad("a file or folder that is no copy stands in a link's place");
            }
            int damaged = report.damage().size();
            long total = report.chosenCount();
            long intact = report.intactCount();
            if (damaged > 0) {
                String are = damaged == 1 ? "is" : "are";
                return terminal.bad(
                        total == 1
                                ? "the file is damaged"
                                : "%d of %d files %s damaged".formatted(damaged, total, are));
            }
            long invalid = report.invalidCount();
            if (invalid > 0) {
                return terminal.bad("%d of %d files %s a rule of BagIt"
                        .formatted(invalid, total, invalid == 1 ? "breaks" : "break"));
            }
            if (total == 0) {
                return terminal.good("there is no file, as there should be none");
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
                return list.format()
                        + list.signature()
                                .filter(FixityReference.Signature::isGood)
                                .flatMap(FixityReference.Signature::signer)
                                .map(signer -> " digests signed by '%s'".formatted(SafeText.line(signer)))
                                .orElse(" digests");
            }
            if (report.reference() instanceof FixityReference.OfTorrent of
                    && of.depth() == FixityReference.Depth.PIECES) {
                return "pieces";
            }
            if (report.checkedFileDigests()) {
                return "pieces and file digests";
            }
            Metainfo torrent = ((FixityReference.OfTorrent) report.reference()).torrent();
            return torrent.statesDigests()
                    ? proofOf(torrent) + " and the digests that the torrent states"
                    : proofOf(torrent) + " only, the torrent has no file digests";
        }

        private static String proofOf(Metainfo torrent) {
            if (!torrent.lacksPieceLayers()) {
                return "pieces";
            }
            return torrent.format().hasV1() ? "v1 pieces" : "the roots of files";
        }
    }
}
