package org.seedbank.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.seedbank.downloading.References;
import org.seedbank.integrity.FixityReference;
import org.seedbank.integrity.FixityReport;
import org.seedbank.integrity.Metainfo;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.Verification;
import org.seedbank.integrity.VerificationRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proves that a copy is what was published, or says what is wrong with it. */
@Command(
        name = "verify",
        header = "Prove file by file that a copy is what was published.",
        description = {
            "",
            "Reads the copy once and compares its pieces, and the SHA-256 digest of every file where seedbank made the"
                    + " torrent. Names every file that is damaged, missing, of wrong length or unreadable, and says"
                    + " which files do not belong to the dataset. Needs no network and does not touch the copy.",
            "",
            "Exits with 0 when every file is intact and with 3 when one is not."
        },
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.DAMAGED,
            ExitCodes.Help.UNKNOWN_DATASET,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.INTERRUPTED
        })
final class VerifyCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(
            index = "0",
            paramLabel = "TORRENT-or-REF",
            description = "A .torrent file, or a serial, digest or infohash from the catalog.")
    private String reference;

    @Parameters(
            index = "1",
            paramLabel = "PATH",
            description = "The copy: the dataset's folder or file, or the folder that holds it; or a file or folder of"
                    + " the dataset by itself.")
    private Path path;

    @Parameters(
            index = "2..*",
            arity = "0..*",
            paramLabel = "MEMBER",
            description = "Verify only these files and folders of the dataset, such as 'raw/depth.csv'.")
    private List<String> members = new ArrayList<>();

    @Mixin
    private PartOptions part;

    @Option(
            names = "--quick",
            description = "Compare only the pieces, which hold every byte too: SHA-256 Merkle trees where the torrent"
                    + " has them, else SHA-1. Hashes every byte once, and gives no digests of files.")
    private boolean quick;

    @Mixin
    private CatalogOption catalog;

    @Mixin
    private JobsOption jobs;

    @Mixin
    private OutputOptions output;

    @Mixin
    private ReportOption reports;

    @Mixin
    private QuietOption quiet;

    VerifyCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Metainfo torrent =
                new References(() -> catalog.open(context)).resolve(reference).torrent();
        try (Reports kept = reports.open()) {
            FixityReport report = verify(torrent);
            print(report);
            kept.add(report);
            return ExitCodes.of(report);
        }
    }

    private void print(FixityReport report) {
        if (output.json()) {
            JsonOutput.print(new FixityJson(report), context.terminal());
        } else {
            new FixityText(context.terminal()).print(report);
        }
    }

    private FixityReport verify(Metainfo torrent) throws InterruptedException {
        VerificationRequest request =
                new VerificationRequest(torrent, path, part.selection(members), depth(), jobs.count());
        try (ProgressMeter meter = new ProgressMeter(context.terminal(), "verifying", quiet.isSet())) {
            return Verification.run(request, Progress.counting(meter::update));
        }
    }

    private FixityReference.Depth depth() {
        return quick ? FixityReference.Depth.PIECES : FixityReference.Depth.FULL;
    }
}
