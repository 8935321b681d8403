package org.seedbank.cli.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.NodeNews;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.ProgressMeter;
import org.seedbank.downloading.reference.References;
import org.seedbank.downloading.repair.RepairRequest;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.fixity.FixityReference;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.fixity.StoredNames;
import org.seedbank.integrity.fixity.Verification;
import org.seedbank.integrity.fixity.VerificationRequest;
import org.seedbank.integrity.interchange.FixityVerification;
import org.seedbank.integrity.torrent.Metainfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Proves that a copy is what was published, or says what is wrong with it. */
@Command(
        name = "verify",
        customSynopsis = {
            "seedbank verify [OPTIONS] TORRENT-or-REF PATH [MEMBER...]",
            "       seedbank verify [OPTIONS] REF",
            "       seedbank verify [OPTIONS] --all",
            "       seedbank verify [OPTIONS] --manifest FILE PATH",
            "       seedbank verify [OPTIONS] PATH"
        },
        description = {
            "",
            "Reads the copy once and compares its pieces, and the SHA-256 digest of every file where seedbank made the"
                    + " torrent. Names every file that is damaged, missing, of wrong length or unreadable, and says"
                    + " which files do not belong to the dataset. Without --repair it needs no network and leaves the"
                    + " copy as it is.",
            "",
            "Without PATH, a REF means the copy that the node has, and --all every copy of the node, one after the other;"
                    + " what has not arrived yet is told, and not verified. The node need not run.",
            "",
            "With --manifest, the copy is held against a list of digests that another program wrote. A PATH alone is a"
                    + " BagIt bag, which is held against its own manifests, or the place of a dataset of the node.",
            "",
            "With --repair it gets the damaged pieces, and only those, from the swarm or from another copy. Each"
                    + " damaged file is put together beside the old one, verified, and takes its place in one step.",
            "",
            "Exits with 0 when every file is intact in the end and with 3 when one is not."
        },
        footer = {
            "  seedbank verify 1                       # the node's copy",
            "  seedbank verify --all",
            "  seedbank verify 1 soil-2024 ph.csv",
            "  seedbank verify 1 soil-2024 --repair --report report.json"
        },
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.DAMAGED,
            ExitCodes.Help.UNKNOWN_DATASET,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.NOBODY_HAS_IT,
            ExitCodes.Help.INTERRUPTED
        })
public final class VerifyCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "TORRENT-or-REF",
            description = "A .torrent file, or a serial, digest or infohash from the catalog.")
    private String reference;

    @Parameters(
            index = "1",
            arity = "0..1",
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

    @Option(names = "--all", description = "Verify every dataset that the node has, where it lies.")
    private boolean all;

    @Mixin
    private PartOptions part;

    @Option(
            names = "--quick",
            description = "Compare only the pieces, which hold every byte too: SHA-256 Merkle trees where the torrent"
                    + " has them, else SHA-1. Hashes every byte once, and gives no digests of files.")
    private boolean quick;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RepairOptions repair;

    @Mixin
    private ListOptions lists;

    @Mixin
    private CatalogOption catalog;

    @Mixin
    private OutputOptions.Jobs jobs;

    @Mixin
    private OutputOptions.Checkpoint checkpoint;

    @Mixin
    private OutputOptions output;

    @Mixin
    private ReportOption reports;

    public VerifyCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Mode mode = mode();
        try (Reports kept = reports.open(context)) {
            return mode.run(kept);
        }
    }

    /** A task that is left to do, after everything that makes no sense together has been refused. */
    @FunctionalInterface
    private interface Mode {
        int run(Reports kept) throws InterruptedException;
    }

    private Mode mode() {
        boolean mends = repair.isRepair(spec);
        if (all) {
            return ofAll();
        }
        Optional<FixityVerification> listed = lists.verification(reference, path);
        if (reference == null) {
            throw new ParameterException(spec.commandLine(), "name what to verify, or use --all");
        }
        if (mends && listed.isPresent()) {
            throw new ParameterException(spec.commandLine(), "--repair needs a torrent or REF");
        }
        if (listed.isPresent()) {
            refuse(
                    List.of("--quick", "--include", "--exclude", "--ignore-missing"),
                    "a torrent, not for lists and bags");
            return kept -> {
                FixityReport report = verify(listed.get());
                List<String> told = listed.get().warnings();
                report.warnings().stream()
                        .filter(warning -> !told.contains(warning))
                        .forEach(context.terminal()::warn);
                return verdict(report, kept);
            };
        }
        if (mends) {
            refuse(List.of("--quick", "--ignore-missing"), "verification alone, not for --repair");
            if (!members.isEmpty()) {
                throw new ParameterException(spec.commandLine(), "--repair takes --include, not MEMBER");
            }
            return kept -> {
                Subject subject = subject();
                Metainfo torrent = StoredNames.inFormsThere(subject.torrent(), subject.path());
                return new RepairRun(
                                context,
                                repair,
                                output.json(),
                                context.terminal().isQuiet())
                        .run(
                                RepairRequest.of(torrent, subject.path())
                                        .withChosen(
                                                torrent.choosing(part.globs().and(subject.chosen())))
                                        .withJobs(jobs.count()),
                                kept);
            };
        }
        return kept -> {
            Subject subject = subject();
            FixityReport report = verify(subject);
            report.warnings().forEach(context.terminal()::warn);
            int code = verdict(report, kept);
            NodeNews.tell(context, subject.torrent(), report);
            return code;
        };
    }

    private Mode ofAll() {
        if (reference != null) {
            throw new ParameterException(spec.commandLine(), "name what to verify, or use --all");
        }
        refuse(List.of("--repair", "--manifest", "--catalog"), "one copy, not for --all");
        return kept -> new AllHeldCopies(context, CopyRecords.of(context), output.json()).run(this::verify, kept);
    }

    private void refuse(List<String> options, String purpose) {
        for (String option : options) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new ParameterException(spec.commandLine(), "%s is for %s".formatted(option, purpose));
            }
        }
    }

    private int verdict(FixityReport report, Reports kept) {
        print(report);
        kept.add(report);
        return ExitCodes.of(report);
    }

    private void print(FixityReport report) {
        if (output.json()) {
            JsonOutput.print(FixityJson.of(report), context.terminal());
        } else {
            new FixityText(context.terminal()).print(report);
        }
    }

    /** What is held against what: a torrent, with the names that files have at the path, and a choice of them by published paths. */
    private record Subject(Metainfo torrent, Path path, Predicate<DatasetPath> chosen) {

        static Subject of(HeldCopy held) {
            return new Subject(held.torrent(), held.root(), held.chosen());
        }
    }

    private Subject subject() throws InterruptedException {
        if (path == null) {
            return Subject.of(new HeldCopies(context).find(reference));
        }
        Metainfo torrent =
                new References(() -> catalog.set(context)).resolve(reference).torrent();
        return new Subject(StoredNames.at(torrent, path), path, file -> true);
    }

    private FixityReport verify(FixityVerification listed) throws InterruptedException {
        listed.warnings().forEach(context.terminal()::warn);
        long total = listed.totalLength();
        try (ProgressMeter meter = new ProgressMeter(
                context.terminal(), "verifying", context.terminal().isQuiet())) {
            return listed.run(jobs.count(), (bytes, file) -> meter.update(bytes, total, file.text()));
        }
    }

    private FixityReport verify(HeldCopy held) throws InterruptedException {
        return verify(Subject.of(held));
    }

    private FixityReport verify(Subject subject) throws InterruptedException {
        VerificationRequest request = VerificationRequest.of(subject.torrent(), subject.path())
                .withSelection(part.selection(members, subject.chosen()).of(subject.torrent()))
                .withDepth(depth())
                .withJobs(jobs.count());
        try (ProgressMeter meter = new ProgressMeter(
                context.terminal(), "verifying", context.terminal().isQuiet())) {
            return Verification.run(request, meter.hashing(), checkpoint.in(context.home()));
        }
    }

    private FixityReference.Depth depth() {
        return quick ? FixityReference.Depth.PIECES : FixityReference.Depth.FULL;
    }
}
