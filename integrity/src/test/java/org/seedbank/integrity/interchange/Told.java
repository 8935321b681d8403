package org.seedbank.integrity.interchange;

import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.fixity.FixityReport;

/** What a verification found, in lines that are easy to compare; intact files are left out. */
final class Told {

    private Told() {}

    /** The report, and the warnings before it; or why nothing could be verified. */
    static String by(FixityVerification verification) throws InterruptedException {
        StringBuilder text = new StringBuilder();
        FixityReport report = verification.run(2, Progress.NONE);
        Stream.concat(verification.warnings().stream(), report.warnings().stream())
                .distinct()
                .forEach(warning -> text.append("warning ").append(warning).append('\n'));
        report.findings().forEach(finding -> text.append(line(finding)));
        report.extras().forEach(extra -> text.append("extra ").append(extra).append('\n'));
        return text.append(report.intactCount())
                .append(" of ")
                .append(report.chosenCount())
                .append(" intact\n")
                .toString();
    }

    /** The same of a bag. */
    static String ofBag(Path bag) throws InterruptedException {
        try {
            return by(FixityVerification.ofBag(bag));
        } catch (IntegrityException e) {
            return e.getMessage().replace(bag.toString(), "BAG") + "\n";
        }
    }

    private static String line(FileFinding finding) {
        String kind = finding.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return finding instanceof FileFinding.Intact
                ? ""
                : "%s %s%s\n".formatted(kind, finding.path(), detail(finding));
    }

    private static String detail(FileFinding finding) {
        if (finding instanceof FileFinding.Invalid invalid) {
            return ": " + invalid.reason();
        } else if (finding instanceof FileFinding.NotFetched unfetched) {
            return ": " + unfetched.url();
        } else if (finding instanceof FileFinding.Unreadable unreadable) {
            return ": " + unreadable.reason();
        } else if (finding instanceof FileFinding.WrongLength wrong) {
            return ": %d instead of %d, without %s".formatted(wrong.foundLength(), wrong.length(), wrong.ranges());
        } else if (finding instanceof FileFinding.Damaged damaged) {
            return ": " + damaged.ranges();
        }
        return "";
    }
}
