package org.seedbank.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.seedbank.catalog.CatalogSource;
import org.seedbank.catalog.Found;
import org.seedbank.catalog.Listing;
import org.seedbank.downloading.FetchDataset;
import org.seedbank.downloading.FetchOutcome;
import org.seedbank.downloading.FetchRequest;
import org.seedbank.downloading.References;
import org.seedbank.downloading.Resolved;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.SwarmException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fetches datasets and verifies them where they land. */
@Command(
        name = "get",
        header = "Fetch datasets by number, and verify them.",
        description = {
            "",
            "Fetches each dataset into a folder of its own name below DIR, then reads it again from the disk and"
                    + " compares every file with what was published; only then is it done. A fetch that was"
                    + " interrupted, even by a crash, goes on from where it was when you run the same command again. An"
                    + " earlier copy with damage is mended. Files that do not belong to the dataset are not touched.",
            "",
            "While it fetches, it gives what it has to other peers."
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
final class GetCommand implements Callable<Integer> {

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "REF",
            description = "Serials, digests, infohashes, .torrent files or URLs.")
    private List<String> references = new ArrayList<>();

    @Option(names = "--all", description = "Fetch every dataset of the catalog that is not withdrawn.")
    private boolean all;

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "DIR",
            description = "The folder to fetch into. Default: the current one.")
    private Path directory = Path.of("");

    @Mixin
    private GlobOptions globs;

    @Mixin
    private PeerOptions peers;

    @Mixin
    private CatalogOption catalog;

    @Mixin
    private SwarmOptions swarmOptions;

    @Mixin
    private JobsOption jobs;

    @Mixin
    private OutputOptions output;

    @Mixin
    private ReportOption reports;

    @Mixin
    private QuietOption quiet;

    GetCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (references.isEmpty() != all) {
            throw new ParameterException(spec.commandLine(), "name what to get, or use --all");
        }
        List<Source> sources = all ? everything() : named();
        if (sources.isEmpty()) {
            context.terminal().say("the catalog has nothing to fetch");
            return ExitCodes.OK;
        }
        int code = ExitCodes.OK;
        try (Reports kept = reports.open();
                Swarm swarm = swarmOptions.openSwarm(context)) {
            Work work = new Work(new FetchDataset(swarm, context.home().locks()), kept);
            for (Source source : sources) {
                int each = sources.size() == 1 ? run(work, source.get()) : runAmongOthers(work, source);
                code = code == ExitCodes.OK ? each : code;
            }
        }
        return code;
    }

    /** What fetches, and where reports go. */
    private record Work(FetchDataset fetch, Reports reports) {}

    /** Gives a dataset's checked torrent when its turn has come. */
    @FunctionalInterface
    private interface Source {
        Resolved get() throws InterruptedException;
    }

    /** Finds every torrent before the first fetch, so that a misspelt reference costs nothing. */
    private List<Source> named() throws InterruptedException {
        References lookup = lookup();
        List<Source> sources = new ArrayList<>();
        for (String reference : references) {
            Resolved resolved = lookup.resolve(reference);
            if (resolved.listed().filter(listed -> listed.entry().withdrawn()).isPresent()) {
                context.terminal()
                        .warn("'%s' was withdrawn by its publisher"
                                .formatted(resolved.torrent().name()));
            }
            sources.add(() -> resolved);
        }
        return sources;
    }

    private List<Source> everything() throws InterruptedException {
        References lookup = lookup();
        CatalogSource source = catalog.set(context).first();
        Listing listing = catalog.set(context).listing(source);
        CatalogOption.warnings(listing, context.terminal());
        return listing.entries().stream()
                .filter(listed -> !listed.entry().withdrawn())
                .<Source>map(listed -> () -> lookup.found(new Found.Dataset(source, listed)))
                .toList();
    }

    private References lookup() {
        return new References(() -> catalog.set(context));
    }

    /** One of several; its failure is told and does not keep the others from being fetched. */
    private int runAmongOthers(Work work, Source source) throws InterruptedException {
        try {
            return run(work, source.get());
        } catch (SeedbankException e) {
            Failures.tell(e, context.terminal());
            return ExitCodes.of(e.getClass());
        }
    }

    private int run(Work work, Resolved dataset) throws InterruptedException {
        FetchRequest request = new FetchRequest(
                dataset.torrent(), directory, globs.globs(), peers.peers(), peers.silence(), jobs.count());
        FetchOutcome outcome;
        try (FetchProgress progress = new FetchProgress(context.terminal(), quiet.isSet())) {
            outcome = work.fetch().run(request, progress);
        } catch (SwarmException.Stalled e) {
            if (!swarmOptions.isPublic()) {
                context.terminal().say("only processes on this machine were asked; --public reaches others");
            }
            throw e;
        }
        print(outcome);
        work.reports().add(outcome.report());
        return ExitCodes.of(outcome.report());
    }

    private void print(FetchOutcome outcome) {
        if (output.json()) {
            JsonOutput.print(new FixityJson(outcome.report()), context.terminal());
        } else {
            context.terminal()
                    .out()
                    .println("fetched '%s'"
                            .formatted(SafeText.line(outcome.root().toString())));
            new FixityText(context.terminal()).print(outcome.report());
        }
    }
}
