package org.seedbank.cli;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Listing;
import org.seedbank.downloading.FetchDataset;
import org.seedbank.downloading.FetchEvent;
import org.seedbank.downloading.FetchOutcome;
import org.seedbank.downloading.FetchRequest;
import org.seedbank.downloading.References;
import org.seedbank.downloading.Resolved;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.Metainfo;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.TransferState;
import org.seedbank.swarm.TransferStatus;
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

    @Option(
            names = "--include",
            paramLabel = "GLOB",
            converter = FileGlobs.Pattern.class,
            description = "Fetch only files that match; may be given several times. '*' stands for any part of a name,"
                    + " '**' also for folders; a pattern without '/' is matched against names in every folder.")
    private List<Predicate<DatasetPath>> include = new ArrayList<>();

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            converter = FileGlobs.Pattern.class,
            description = "Do not fetch files that match, even if included.")
    private List<Predicate<DatasetPath>> exclude = new ArrayList<>();

    @Option(
            names = "--peer",
            paramLabel = "HOST:PORT",
            converter = SwarmOptions.PeerConverter.class,
            description = "Also ask this peer; may be given several times.")
    private List<InetSocketAddress> peers = new ArrayList<>();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            converter = WholeNumber.Seconds.class,
            defaultValue = "60",
            description = "Give up with exit code 6 when nobody sends a byte for so long. Default: ${DEFAULT-VALUE}.")
    private int timeout;

    @Mixin
    private CatalogOption catalog;

    @Mixin
    private SwarmOptions swarmOptions;

    @Mixin
    private JobsOption jobs;

    @Mixin
    private OutputOptions output;

    GetCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (references.isEmpty() != all) {
            throw new ParameterException(spec.commandLine(), "name what to get, or use --all");
        }
        List<Resolved> datasets = resolve();
        boolean intact = true;
        try (Swarm swarm = swarmOptions.openSwarm(context)) {
            FetchDataset fetch = new FetchDataset(swarm, context.home().locks());
            for (Resolved dataset : datasets) {
                intact &= report(fetch(fetch, dataset.torrent()));
            }
        }
        return intact ? ExitCodes.OK : ExitCodes.DAMAGED;
    }

    /** Finds every torrent before the first fetch, so that a misspelt reference costs nothing. */
    private List<Resolved> resolve() throws InterruptedException {
        References lookup = new References(() -> catalog.open(context));
        List<Resolved> datasets = new ArrayList<>();
        if (all) {
            Listing listing = catalog.open(context).list();
            CatalogOption.warnings(listing, context.terminal());
            for (Listed listed : listing.entries()) {
                if (!listed.entry().withdrawn()) {
                    datasets.add(lookup.listed(listed));
                }
            }
        }
        for (String reference : references) {
            datasets.add(lookup.resolve(reference));
        }
        for (Resolved dataset : datasets) {
            if (dataset.listed().filter(listed -> listed.entry().withdrawn()).isPresent()) {
                context.terminal()
                        .warn("'%s' was withdrawn by its publisher"
                                .formatted(dataset.torrent().name()));
            }
        }
        return datasets;
    }

    private FetchOutcome fetch(FetchDataset fetch, Metainfo torrent) throws InterruptedException {
        FetchRequest request = new FetchRequest(
                torrent, directory, new FileGlobs(include, exclude), peers, Duration.ofSeconds(timeout), jobs.count());
        try (ProgressMeter checking = meter("checking");
                ProgressMeter fetching = meter("fetching");
                ProgressMeter verifying = meter("verifying")) {
            return fetch.run(request, event -> {
                if (event instanceof FetchEvent.Transferred transferred) {
                    show(transferred.status(), checking, fetching);
                } else if (event instanceof FetchEvent.Verified verified) {
                    verifying.update(
                            verified.bytesDone(),
                            verified.bytesTotal(),
                            verified.current().text());
                } else if (event instanceof FetchEvent.Retried retried) {
                    int damaged = retried.report().damage().size();
                    context.terminal()
                            .warn("%s damaged after the fetch; fetching what is damaged again"
                                    .formatted(Amounts.files(damaged)));
                }
            });
        }
    }

    private ProgressMeter meter(String label) {
        return new ProgressMeter(context.terminal(), label, output.quiet());
    }

    private static void show(TransferStatus status, ProgressMeter checking, ProgressMeter fetching) {
        if (status.state() == TransferState.CHECKING) {
            checking.update(status.bytesDone(), status.bytesWanted(), "");
        } else {
            String peers = "%d %s".formatted(status.peers(), status.peers() == 1 ? "peer" : "peers");
            String detail =
                    status.problem().map(problem -> peers + ", " + problem).orElse(peers);
            fetching.update(
                    status.bytesDone(), status.bytesWanted(), status.traffic().downloadRate(), detail);
        }
    }

    private boolean report(FetchOutcome outcome) {
        if (output.json()) {
            OutputOptions.print(FixityJson.of(outcome.report()), context.terminal());
        } else {
            context.terminal()
                    .out()
                    .println("fetched '%s'"
                            .formatted(SafeText.line(outcome.root().toString())));
            new FixityText(context.terminal()).print(outcome.report());
        }
        return outcome.report().isIntact();
    }
}
