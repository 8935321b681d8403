package org.seedbank.cli.catalog;

import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogCheck;
import org.seedbank.catalog.CatalogFinding;
import org.seedbank.catalog.CatalogFinding.Kind;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.ProgressMeter;
import org.seedbank.cli.screen.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compares every entry of a catalog with its torrent. */
@Command(
        name = "check",
        header = "Compare every entry of a catalog with its torrent.",
        description = {
            "",
            "Reads the whole catalog and every torrent in it, and prints a line for each that is missing, damaged or"
                    + " not what its entry says, and for what else lies there. What was left out of the list, torrents"
                    + " without an entry, and serials that several share or nobody has are named and do not change the"
                    + " exit code."
        },
        footer = {"  seedbank catalog check", "  seedbank catalog check lab --json"},
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.DAMAGED,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.INTERRUPTED
        })
final class CatalogCheckCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(
            arity = "0..1",
            paramLabel = "CATALOG",
            description = "A name from 'seedbank catalog list', dir:PATH, or the path of a folder. Default: the default"
                    + " catalog.")
    private String name;

    @Mixin
    private OutputOptions output;

    CatalogCheckCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Catalog catalog = name == null
                ? context.catalogs().open(context.catalogs().registry().byDefault())
                : context.catalogs().open(name);
        CatalogCheck.Report report;
        try (ProgressMeter meter = new ProgressMeter(
                context.terminal(), "checking", context.terminal().isQuiet())) {
            report = CatalogCheck.run(catalog, checked -> meter.note(Amounts.count(checked, "dataset")));
        }
        if (output.json()) {
            JsonOutput.print(Checked.of(report), context.terminal());
        } else {
            print(report, context.terminal().out());
        }
        if (report.count(Kind.MISMATCH) > 0) {
            return ExitCodes.DAMAGED;
        }
        return report.count(Kind.BROKEN) > 0 ? ExitCodes.CATALOG : ExitCodes.OK;
    }

    private static void print(CatalogCheck.Report report, PrintWriter out) {
        report.findings()
                .forEach(each -> out.println(String.format(
                        Locale.ROOT,
                        "%-8s  %s",
                        word(each.kind()),
                        SafeText.line(named(each) + ": " + each.reason()))));
        int entries = report.listing().entries().size();
        long bad = report.count(Kind.MISMATCH) + report.count(Kind.BROKEN);
        out.println(
                bad == 0
                        ? "%s checked, no fault".formatted(Amounts.count(entries, "dataset"))
                        : "%s checked, %d of them at fault".formatted(Amounts.count(entries, "dataset"), bad));
        out.flush();
    }

    private static String named(CatalogFinding finding) {
        return finding.listed()
                .map(each ->
                        "%s (%.12s)".formatted(each.reference(), each.entry().digest()))
                .orElseGet(finding::name);
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private record Checked(URI catalog, int checked, List<Fault> findings) {
        static Checked of(CatalogCheck.Report report) {
            return new Checked(
                    report.listing().catalog(),
                    report.listing().entries().size(),
                    report.findings().stream().map(Fault::of).toList());
        }
    }

    private record Fault(
            String kind, Optional<Integer> serial, Optional<String> serialLetter, String name, String reason) {
        static Fault of(CatalogFinding finding) {
            Optional<Serial> serial = finding.listed().map(Listed::label);
            return new Fault(
                    word(finding.kind()),
                    serial.map(Serial::number),
                    serial.map(Serial::letter).filter(letter -> !letter.isEmpty()),
                    finding.name(),
                    finding.reason());
        }
    }
}
