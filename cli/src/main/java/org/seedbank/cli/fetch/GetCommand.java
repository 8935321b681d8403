package org.seedbank.cli.fetch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.Failures;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.cli.option.GlobOptions;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.option.PeerOptions;
import org.seedbank.cli.option.PrivateOption;
import org.seedbank.cli.option.SwarmOptions;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.settings.Hook;
import org.seedbank.cli.settings.Settings;
import org.seedbank.cli.top.TopScreen;
import org.seedbank.cli.verify.FetchProgress;
import org.seedbank.cli.verify.FixityJson;
import org.seedbank.cli.verify.FixityText;
import org.seedbank.cli.verify.ReportOption;
import org.seedbank.cli.verify.Reports;
import org.seedbank.downloading.ExistingFiles;
import org.seedbank.downloading.FetchOutcome;
import org.seedbank.downloading.FetchRequest;
import org.seedbank.downloading.fetch.FetchDataset;
import org.seedbank.downloading.fetch.OngoingFetch;
import org.seedbank.downloading.reference.Resolved;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.fixity.StoredNames;
import org.seedbank.node.StoredDatasets;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
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
        description = {
            "",
            "Has the node fetch each dataset into a folder of its own name below DIR; one is started if none runs. The"
                    + " node then reads it again from the disk and compares every file with what was published; only then"
                    + " is it done, and seeded. 'seedbank status' shows how it does; --wait waits until it is done.",
            "",
            "With --foreground it works without the node: it holds the terminal, gives what it has to other peers only"
                    + " while it fetches, and prints the report of the verification.",
            "",
            "A fetch that was interrupted, even by a crash, goes on from where it was. What arrives is kept in a"
                    + " folder of its own beside the place until it is verified. Files that are at the place already are"
                    + " read first: intact ones are kept, missing ones fetched, and damage in what was fetched there"
                    + " before is mended. Any other file that is not what was published is in the way: nothing is touched"
                    + " then, and --adopt, --overwrite and --as are the ways on.",
            "",
            "Files that another version of the dataset has, on this machine, are copied from there and not fetched: of"
                    + " versions that the node has, and with --foreground also of those that lie in DIR under their own"
                    + " names. What is copied is verified as what is fetched."
        },
        footer = {
            "  seedbank get 1 -d copies --wait",
            "  seedbank get 2 ph.csv 'raw/*.csv' -d part",
            "  seedbank get --all -d copies",
            "  seedbank get 1 -d here --foreground"
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
public final class GetCommand implements Callable<Integer> {

    private static final List<String> ALONE = List.of("--port", "--jobs", "--report", "--reuse");

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "REF",
            description =
                    "Serials, digests, infohashes, .torrent files or URLs, or magnet links. Or one of them, and files,"
                            + " folders or patterns of files of that dataset: only these are fetched.")
    private List<String> references = new ArrayList<>();

    @Option(names = "--all", description = "Fetch every dataset of the catalog that is not withdrawn.")
    private boolean all;

    @Mixin
    private PlaceOptions place;

    @Option(names = "--foreground", description = "Fetch from this terminal, without the node.")
    private boolean foreground;

    @Option(names = "--wait", description = "Wait until the node has fetched and verified.")
    private boolean wait;

    @Option(
            names = "--watch",
            description = "Wait so, on a full screen as that of 'seedbank top'; 'q' leaves it, and the node goes on.")
    private boolean watch;

    @Option(
            names = "--verify",
            description =
                    "Have the node read every byte again of what it has already, also of files that look as they did.")
    private boolean verify;

    @Option(
            names = "--copy",
            description =
                    "Make another copy in DIR of what the node has elsewhere, without the swarm. It is verified, and"
                            + " the node knows nothing of it.")
    private boolean copy;

    @Option(
            names = "--reuse",
            paramLabel = "FOLDER",
            description = "Take files that did not change from the copy of another version in FOLDER.")
    private Path reuse;

    @Option(
            names = "--on-done",
            paramLabel = "CMD",
            description =
                    "With --wait: have a shell run CMD for each dataset when it has arrived or stopped. What it is about"
                            + " is in SEEDBANK_NAME, SEEDBANK_PATH, SEEDBANK_STATE and others.")
    private String onDone;

    @Option(
            names = "--dry-run",
            description =
                    "Only say what would be fetched, where to, how much of it is there, whether there is room, and"
                            + " whom the torrent names to get it from.")
    private boolean dryRun;

    @Option(names = "--no-seed", description = "Do not seed when all is there.")
    private boolean noSeed;

    @Mixin
    private GlobOptions globs;

    @Mixin
    private PeerOptions peers;

    @Mixin
    private CatalogOption catalog;

    @Mixin
    private SwarmOptions swarmOptions;

    @Mixin
    private PrivateOption allow;

    @Mixin
    private OutputOptions.Jobs jobs;

    @Mixin
    private OutputOptions output;

    @Mixin
    private ReportOption reports;

    public GetCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        check();
        place.usual(new Settings(context).folder());
        RequestedDatasets wanted = new RequestedDatasets(context, catalog, allow.isAllowed());
        ChosenFiles chosen =
                all ? new ChosenFiles(wanted.everything(), path -> true, false) : ChosenFiles.of(references, wanted);
        List<RequestedDatasets.Source> sources = chosen.sources();
        place.check(all || sources.size() > 1);
        Predicate<DatasetPath> files = globs.globs().and(chosen.files());
        if (sources.isEmpty()) {
            context.terminal().say("the catalog has nothing to fetch");
            if (output.json() && !foreground && !copy) {
                NodeFetch.printNothing(context.terminal());
            }
            return ExitCodes.OK;
        }
        if (dryRun) {
            return new DryFetch(context, place, files, versions(wanted), !foreground, output.json()).run(sources);
        }
        if (copy) {
            return new NodeCopy(
                            context,
                            place,
                            files,
                            jobs.count(),
                            output.json(),
                            context.terminal().isQuiet())
                    .run(sources);
        }
        if (!foreground) {
            return new NodeFetch(
                            context,
                            new NodeFetch.Request(place, files, peers, !noSeed, false, "get", all, allow.isAllowed()),
                            new NodeFetch.Manner(
                                    swarmOptions.isPublic(),
                                    wait || watch,
                                    watch,
                                    verify,
                                    all,
                                    peers.silence(),
                                    !globs.isChoice() && !chosen.isChoice(),
                                    output.json(),
                                    context.terminal().isQuiet()))
                    .onEnd(this::tellDone)
                    .run(wanted, sources);
        }
        int code = ExitCodes.OK;
        try (Reports kept = reports.open(context);
                Swarm swarm = swarmOptions.openSwarm(context, allow.isAllowed())) {
            List<InetSocketAddress> named = peers.peers(swarm.network());
            Work work = new Work(new FetchDataset(swarm), kept, named, versions(wanted), files);
            for (RequestedDatasets.Source source : sources) {
                RequestedDatasets.Magnets magnets = RequestedDatasets.Magnets.of(swarm, named, peers.silence());
                int each = sources.size() == 1 ? run(work, source.get(magnets)) : runAmongOthers(work, magnets, source);
                code = code == ExitCodes.OK ? each : code;
            }
        }
        return code;
    }

    /** Options that would do nothing are refused. */
    private void check() {
        if (references.isEmpty() != all) {
            throw wrong("name what to get, or use --all");
        }
        if (dryRun && (wait || watch || copy || verify)) {
            throw wrong("--dry-run fetches nothing, so it does not go with --wait, --watch, --copy or --verify");
        }
        if (onDone != null && !wait) {
            throw wrong("--on-done is for --wait; for what the node fetches by itself there is 'seedbank config set"
                    + " hook.finished CMD'");
        }
        if (foreground && wait) {
            throw wrong("--wait is for the node, which --foreground does without");
        }
        if (watch && (foreground || copy || wait || output.json())) {
            throw wrong(
                    "--watch is for the node and a terminal, so it does not go with --foreground, --copy, --wait or --json");
        }
        if (watch) {
            TopScreen.require(context, NodeFetch.INSTEAD_OF_WATCH);
        }
        if (verify && (foreground || copy)) {
            throw wrong("--verify is for what the node has; --foreground and --copy read everything in any case");
        }
        if (copy && place.renamesUnsafe()) {
            throw wrong("--rename-unsafe is for what is fetched, and --copy fetches nothing");
        }
        if (copy && place.existing().isPresent()) {
            throw wrong("--copy replaces nothing, so --adopt and --overwrite are not for it; 'seedbank verify --repair"
                    + " --from COPY REF PATH' mends what is there from another copy");
        }
        if (copy && (foreground || wait || noSeed)) {
            throw wrong("--copy needs no swarm, so it does not go with --foreground, --wait or --no-seed");
        }
        Stream<String> useless = foreground || wait || watch || copy ? Stream.of() : Stream.of("--timeout");
        Stream<String> alone = copy ? ALONE.stream().filter(option -> !option.equals("--jobs")) : ALONE.stream();
        Stream.concat(useless, foreground ? Stream.of() : alone)
                .filter(option -> spec.commandLine().getParseResult().hasMatchedOption(option))
                .findFirst()
                .ifPresent(option -> {
                    throw wrong("%s is for %s"
                            .formatted(option, ALONE.contains(option) ? "--foreground" : "--wait and --foreground"));
                });
        if (reuse != null && !Files.isDirectory(reuse)) {
            throw wrong("--reuse '%s': %s; name the folder in which the copy of the other version lies"
                    .formatted(reuse, Files.exists(reuse) ? "it is no folder" : "there is no such folder"));
        }
    }

    private VersionCopies versions(RequestedDatasets wanted) throws InterruptedException {
        StoredDatasets held = StoredDatasets.in(context.home().nodeFolder());
        return foreground
                ? new VersionCopies(wanted, held, reused(), context.terminal())
                : VersionCopies.ofNode(wanted, held, context.terminal());
    }

    /** A link that the person names is followed; those in the folder are not. */
    private Optional<Path> reused() {
        try {
            return reuse == null ? Optional.empty() : Optional.of(reuse.toRealPath());
        } catch (IOException e) {
            throw wrong("--reuse '%s' cannot be used: %s; name the folder in which the other version lies"
                    .formatted(reuse, IoReason.of(e)));
        }
    }

    private void tellDone(DatasetView view) throws InterruptedException {
        if (onDone != null) {
            Hook.Event event = view.amounts().filesDamaged() > 0
                    ? Hook.Event.DAMAGED
                    : view.state() == DatasetState.NO_ROOM ? Hook.Event.NO_ROOM : Hook.Event.FINISHED;
            Hook.of(onDone, context.home()).run(event, view).ifPresent(context.terminal()::warn);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** A fetch, where its reports go, whom the person has named, what else of it is here, and which files are meant. */
    private record Work(
            FetchDataset fetch,
            Reports reports,
            List<InetSocketAddress> named,
            VersionCopies versions,
            Predicate<DatasetPath> files) {}

    /** One of several; its failure is told and does not keep the others from being fetched. */
    private int runAmongOthers(Work work, RequestedDatasets.Magnets magnets, RequestedDatasets.Source source)
            throws InterruptedException {
        try {
            return run(work, source.get(magnets));
        } catch (SeedbankException e) {
            Failures.tell(e, context.terminal(), output.json());
            return ExitCodes.of(e.getClass());
        }
    }

    private int run(Work work, Resolved dataset) throws InterruptedException {
        StoredDatasets.in(context.home().nodeFolder())
                .requireFree(dataset.torrent(), place.place(dataset.torrent()).root());
        Set<DatasetPath> chosen = IntStream.range(0, dataset.torrent().files().size())
                .filter(dataset::chooses)
                .mapToObj(i -> dataset.torrent().files().get(i).path())
                .collect(Collectors.toSet());
        FetchRequest request = FetchRequest.of(dataset.torrent(), place.place(dataset.torrent()))
                .withExisting(place.existing().map(ExistingFiles::of).orElse(ExistingFiles.REFUSED))
                .withChosen(work.files().and(chosen::contains))
                .withPeers(Stream.concat(work.named().stream(), dataset.peers().stream())
                        .distinct()
                        .toList())
                .withSilence(peers.silence())
                .withJobs(jobs.count())
                .withVersions(work.versions().of(dataset, place.place(dataset.torrent())));
        FetchRequest fitted = OngoingFetch.fitted(request, place.renamesUnsafe());
        StoredNames.told(fitted.torrent()).ifPresent(context.terminal()::warn);
        FetchOutcome outcome;
        try (FetchProgress progress =
                new FetchProgress(context.terminal(), context.terminal().isQuiet())) {
            outcome = work.fetch().run(fitted, progress);
        } catch (SwarmException.Stalled e) {
            swarmOptions.tellWhoWasAsked(context.terminal());
            throw e;
        }
        print(outcome);
        work.reports().add(outcome.report());
        return ExitCodes.of(outcome.report());
    }

    private void print(FetchOutcome outcome) {
        if (output.json()) {
            JsonOutput.print(FixityJson.of(outcome.report()), context.terminal());
        } else {
            context.terminal()
                    .out()
                    .println("fetched '%s'"
                            .formatted(SafeText.line(outcome.root().toString())));
            new FixityText(context.terminal()).print(outcome.report());
            if (!outcome.taken().isNone()) {
                context.terminal().out().println(SafeText.line(outcome.taken().toldWith(outcome.received())));
            }
        }
    }
}
