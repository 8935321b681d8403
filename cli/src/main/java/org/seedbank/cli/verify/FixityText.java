package org.seedbank.cli.verify;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.integrity.ByteRange;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.fixity.FixityReport;

/** A fixity report for a person: a line for each file that is not intact, and one line of verdict. */
public final class FixityText {

    /** A terminal is no place for more; {@code --json} has them all. */
    private static final int MOST_RANGES = 4;

    /** A person reads no more; what goes to a file or a pipe has them all. */
    private static final int MOST_LINES = 50;

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
        out.println(new FixityVerdict(report, terminal).line());
        out.flush();
    }

    private static Stream<String> lines(FixityReport report) {
        Stream<String> wrong = report.findings().stream()
                .filter(finding -> !(finding instanceof FileFinding.Intact || finding instanceof FileFinding.NotChosen))
                .map(finding -> line(verdict(finding), finding.path().text(), detail(finding)));
        return Stream.concat(wrong, report.extras().stream().map(extra -> line("extra", extra, "")));
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
}
