package org.seedbank.cli.verify;

import java.io.PrintWriter;
import java.util.List;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.json.Inline;
import org.seedbank.integrity.repair.FileRepair;

/**
 * A repair for a person or a program: what became of each file that was damaged, then what the verification found.
 *
 * @param files what became of them
 * @param bytesFetched bytes that this took
 * @param source where these came from, for a person
 */
record MendedText(List<FileRepair> files, long bytesFetched, String source) {

    void print(FixityReport report, Terminal terminal, boolean json) {
        if (json) {
            JsonOutput.print(
                    new Printed(
                            FixityJson.of(report),
                            all(FileRepair.Mended.class),
                            all(FileRepair.NotMended.class),
                            bytesFetched),
                    terminal);
        } else {
            print(report, terminal);
        }
    }

    private void print(FixityReport report, Terminal terminal) {
        PrintWriter out = terminal.out();
        for (FileRepair file : files) {
            if (file instanceof FileRepair.Mended mended) {
                String what = mended.ranges().isEmpty() ? "its length" : "bytes " + FixityText.ranges(mended.ranges());
                out.println(FixityText.line("mended", mended.path().text(), what));
            } else if (file instanceof FileRepair.NotMended left) {
                out.println(FixityText.line("not mended", left.path().text(), left.reason()));
            }
        }
        if (!files.isEmpty()) {
            out.println(Amounts.bytes(bytesFetched) + " " + SafeText.line(source));
        }
        new FixityText(terminal).print(report);
    }

    private record Printed(
            @Inline FixityJson report,
            List<FileRepair.Mended> repaired,
            List<FileRepair.NotMended> notRepaired,
            long bytesFetched) {}

    private <T extends FileRepair> List<T> all(Class<T> kind) {
        return files.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
