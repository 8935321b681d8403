package org.seedbank.cli.fetch;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seedbank.catalog.names.Found;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.FailureJson;
import org.seedbank.cli.frame.Failures;
import org.seedbank.cli.frame.NodeUse;
import org.seedbank.cli.frame.ReachQuestion;
import org.seedbank.cli.frame.RemedyWords;
import org.seedbank.cli.option.PeerOptions;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.SourceText;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.cli.status.Cause;
import org.seedbank.cli.top.TopScreen;
import org.seedbank.cli.verify.HeldCopy;
import org.seedbank.cli.verify.NodeRepair;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.ExistingFiles;
import org.seedbank.downloading.Place;
import org.seedbank.downloading.reference.Resolved;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.Remedy;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.DatasetWait;
import org.seedbank.node.api.FreeName;
import org.seedbank.node.api.ListedSerial;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.swarm.SwarmKey;

/** Hands datasets to the node to be fetched, and waits for them if asked. */
final class NodeFetch {

    /** The node goes on by itself then, so this is for what peers nearby have. */
    private static final Duration FOR_A_MAGNET = Duration.ofSeconds(15);

    /** A person can do this where there is no full screen. */
    static final String INSTEAD_OF_WATCH = "--wait, in place of --watch, shows one line";

    private static final Duration TO_BE_TAKEN = Duration.ofSeconds(2);

    private final Context context;
    private final Request request;
    private final Manner manner;

    /** Time since which what is verified is verified just now. */
    private final Instant asked = Instant.now();

    /** What is odd about the torrents. */
    private final List<Warning> warnings = new ArrayList<>();

    /** Those of several datasets that failed. */
    private final List<FailureJson.Problem> errors = new ArrayList<>();

    private AtEnd atEnd = view -> {};

    /** Peers that the person has named, in digits. */
    private List<InetSocketAddress> named = List.of();

    /** Why nobody gave the torrents of magnet links with which the node is left, and what to do about it. */
    private final Map<SwarmKey, String> silences = new HashMap<>();

    /** Datasets that the node had before, with its notes of then. */
    private final Map<SwarmKey, DatasetView> before = new HashMap<>();

    /**
     * Wishes that the node is told with each dataset.
     *
     * @param place where it goes, and what becomes of files that are there
     * @param chosen which of its files
     * @param peers peers to ask at once
     * @param seed whether it is seeded when it is there
     * @param paused whether it waits to be resumed
     * @param origin who asks
     * @param anyName whether each is to have another name where its own is taken
     * @param allowPrivate whether private trackers and web seeds of its torrent may be asked
     */
    record Request(
            PlaceOptions place,
            Predicate<DatasetPath> chosen,
            PeerOptions peers,
            boolean seed,
            boolean paused,
            String origin,
            boolean anyName,
            boolean allowPrivate) {}

    /**
     * How the command goes about it.
     *
     * @param open whether peers anywhere are to be asked
     * @param waits whether to wait until all is verified
     * @param watches whether to show on a full screen how that comes along
     * @param verifies whether the node reads everything again of what it has already
     * @param all whether everything is wanted that the catalog has, wherever it lies
     * @param silence how long no byte may come while it waits, or a magnet link may stay unknown
     * @param leavesMagnets whether the node goes on asking for the torrent of a magnet link that nobody gives
     * @param json whether to print JSON
     * @param quiet whether to show no progress
     */
    record Manner(
            boolean open,
            boolean waits,
            boolean watches,
            boolean verifies,
            boolean all,
            Duration silence,
            boolean leavesMagnets,
            boolean json,
            boolean quiet) {}

    private record Taken(List<DatasetView> datasets, List<Warning> warnings, List<FailureJson.Problem> errors) {}

    private record Warning(String name, String reason) {}

    NodeFetch(Context context, Request request, Manner manner) {
        this.context = context;
        this.request = request;
        this.manner = manner;
    }

    /** Prints, as JSON, that there is nothing. */
    static void printNothing(Terminal terminal) {
        JsonOutput.print(new Taken(List.of(), List.of(), List.of()), terminal);
    }

    /** Is told of each dataset that was waited for how it is in the end. */
    interface AtEnd {
        void tell(DatasetView view) throws InterruptedException;
    }

    /** From now on this is told. */
    NodeFetch onEnd(AtEnd told) {
        atEnd = told;
        return this;
    }

    /** The exit code: that of the first dataset that fails. One that fails does not keep the others from being fetched. */
    int run(RequestedDatasets wanted, List<RequestedDatasets.Source> sources) throws InterruptedException {
        boolean isStarted = context.nodes().running().isEmpty();
        NodeControl node = NodeUse.node(context, manner.open());
        named = request.peers().peers(node);
        if (isStarted) {
            new ReachQuestion(context).tell();
        }
        List<DatasetView> views = node.datasets();
        views.stream()
                .filter(view -> view.state() != DatasetState.NO_TORRENT)
                .forEach(view -> before.put(view.key(), view));
        WaitingLinks waiting = new WaitingLinks(node, views);
        int code = ExitCodes.OK;
        List<DatasetView> taken = new ArrayList<>();
        NodeMagnets asking =
                new NodeMagnets(node, request, named, waiting, manner.waits() ? manner.silence() : FOR_A_MAGNET);
        RequestedDatasets.Magnets magnets = RequestedDatasets.Magnets.of(node, asking);
        for (RequestedDatasets.Source source : sources) {
            try {
                Resolved resolved = source.get(magnets);
                warn(resolved.torrent());
                takeOver(node, resolved);
                FetchWishes wishes = FetchWishes.of(request, waiting.of(resolved.torrent()), wanted.versions(resolved));
                DatasetView view = take(node, resolved, wishes);
                taken.add(view);
                if (resolved.listed().isPresent()) {
                    ListedSerial.tell(
                            node, view.key(), serial(resolved.dataset().orElseThrow()));
                }
            } catch (NodeException.NobodyHasIt e) {
                Optional<DatasetView> left = leave(asking);
                Remedy advice = left.isPresent() ? advice(node, left.get(), e) : e.advice();
                if (left.isPresent() && !manner.waits()) {
                    taken.add(left.get());
                    String silence = "%s; %s".formatted(e.getMessage(), RemedyWords.of(advice));
                    silences.put(left.get().key(), silence);
                    warnings.add(new Warning(left.get().name(), silence));
                } else {
                    code = failed(left.isPresent() ? goesOn(e, advice) : e, code, sources.size());
                }
            } catch (InterruptedException e) {
                if (leave(asking).isPresent()) {
                    context.terminal().say("the node goes on asking for the torrent");
                }
                throw e;
            } catch (SeedbankException e) {
                code = failed(e, code, sources.size());
            }
        }
        boolean hasEnough = manner.watches() && !taken.isEmpty() && !watch(node, taken);
        if (manner.waits() && !hasEnough) {
            return await(node, taken, code);
        }
        print(hasEnough ? looked(node, taken) : taken);
        if (taken.stream().anyMatch(DatasetView::isUnderWay)) {
            context.terminal().say("the node goes on with it; 'seedbank status' shows how it does");
        }
        boolean damaged = taken.stream().anyMatch(view -> view.state() == DatasetState.DAMAGED);
        return code == ExitCodes.OK && damaged ? ExitCodes.DAMAGED : code;
    }

    /** Shows how the node comes along, and tells whether it is done, rather than that the person has enough. */
    private boolean watch(NodeControl node, List<DatasetView> taken) throws InterruptedException {
        Set<SwarmKey> keys = taken.stream().map(DatasetView::key).collect(Collectors.toSet());
        try {
            return TopScreen.until(context, node, keys, INSTEAD_OF_WATCH).run();
        } catch (InterruptedException e) {
            context.terminal().say("the node goes on fetching; 'seedbank status' shows how it does");
            throw e;
        }
    }

    private static List<DatasetView> looked(NodeControl node, List<DatasetView> taken) throws InterruptedException {
        Set<SwarmKey> keys = taken.stream().map(DatasetView::key).collect(Collectors.toSet());
        return node.datasets().stream()
                .filter(view -> keys.contains(view.key()))
                .toList();
    }

    /** A choice by patterns is made here, of files that are known. */
    private Optional<DatasetView> leave(NodeMagnets asking) throws InterruptedException {
        return manner.leavesMagnets() ? asking.leave() : Optional.empty();
    }

    /** What helps against the nearest cause; how far the node reaches comes behind all of them. */
    private static Remedy advice(NodeControl node, DatasetView left, NodeException.NobodyHasIt e)
            throws InterruptedException {
        return Cause.now(node, left).map(Cause::step).map(Remedy::advice).orElse(e.advice());
    }

    private static NodeException goesOn(NodeException.NobodyHasIt e, Remedy advice) {
        return new NodeException.NobodyHasIt(e.getMessage() + "; the node goes on asking", advice);
    }

    private void warn(Metainfo torrent) {
        for (String warning : torrent.warnings()) {
            context.terminal().warn("'%s': %s".formatted(torrent.name(), warning));
            warnings.add(new Warning(torrent.name(), warning));
        }
    }

    /** What the catalog has of it may have been edited since the node got it. */
    private void takeOver(NodeControl node, Resolved resolved) throws InterruptedException {
        if (resolved.dataset().isPresent() && before.containsKey(SwarmKey.of(resolved.torrent()))) {
            node.replace(resolved.torrent());
        }
    }

    /** Has the node look at what it has already, so that nothing old is said of it. */
    private DatasetView take(NodeControl node, Resolved resolved, FetchWishes wishes) throws InterruptedException {
        SwarmKey key = SwarmKey.of(resolved.torrent());
        DatasetView held = before.get(key);
        boolean staysThere = held != null && isAboutWhatIsHeld();
        try {
            boolean itsOwn = staysThere && !request.place().isSaid();
            DatasetView added = add(node, itsOwn ? again(node, resolved, wishes, held) : request(resolved, wishes));
            if (!before.containsKey(key)) {
                added.upkeep().note().ifPresent(context.terminal()::warn);
            }
        } catch (NodeException.HeldElsewhere e) {
            if (staysThere) {
                node.add(again(node, resolved, wishes, held));
                context.terminal()
                        .say(
                                named.isEmpty()
                                        ? "what was said counts for it where it is"
                                        : "the peers that were named are asked for it where it is");
            }
            if (!manner.all()) {
                throw e;
            }
            context.terminal().say(SafeText.line("%s; %s".formatted(e.getMessage(), RemedyWords.of(e.advice()))));
        }
        DatasetView view = taken(node, resolved.torrent(), node.check(key, manner.verifies()));
        boolean overwrite = request.place().existing().equals(Optional.of(ExistingFiles.Policy.OVERWRITE));
        boolean wasHere = view.verified().isPresent() || view.amounts().filesDamaged() > 0;
        return overwrite && wasHere ? mended(node, view) : view;
    }

    /** Tells whether the person says something of what the node may have already, which needs no other place. */
    private boolean isAboutWhatIsHeld() {
        return !named.isEmpty() || request.allowPrivate() || manner.verifies();
    }

    /** What the node has, where it has it, and no more of it than was chosen before unless a choice is made now. */
    private NewDataset again(NodeControl node, Resolved resolved, FetchWishes wishes, DatasetView held)
            throws InterruptedException {
        NewDataset whole = request(resolved, wishes.at(held));
        boolean some = held.amounts().filesWanted() < held.amounts().filesTotal();
        return some && whole.files().isEmpty() ? whole.choosing(Optional.of(HeldCopy.chosen(node, held))) : whole;
    }

    /** Which trackers and web seeds are not asked is known once it is in the swarm, which takes a moment. */
    private static DatasetView taken(NodeControl node, Metainfo torrent, DatasetView view) throws InterruptedException {
        boolean asks = !torrent.trackers().isEmpty() || !torrent.webSeeds().isEmpty();
        return asks && NodeFetchWait.isLookedAt(view)
                ? new DatasetWait(node, view.key(), TO_BE_TAKEN).until(each -> !NodeFetchWait.isLookedAt(each))
                : view;
    }

    /** A person's word is for what is found wrong just now, too. */
    private static DatasetView mended(NodeControl node, DatasetView found) throws InterruptedException {
        DatasetView view =
                new DatasetWait(node, found.key(), NodeRepair.LIMIT).until(each -> !NodeFetchWait.isLookedAt(each));
        return view.state() == DatasetState.DAMAGED ? node.mend(view.key()) : view;
    }

    /** As a person may type it. */
    private String serial(Found.Dataset dataset) {
        String number = dataset.listed().reference();
        String usual = context.catalogs().registry().byDefault().name();
        return dataset.source()
                .name()
                .filter(name -> !name.equals(usual))
                .map(name -> name + "/" + number)
                .orElse(number);
    }

    private DatasetView add(NodeControl node, NewDataset dataset) throws InterruptedException {
        if (!request.anyName()) {
            return node.add(dataset);
        }
        DatasetView view = FreeName.add(node, dataset);
        view.otherName().ifPresent(other -> context.terminal()
                .say(SafeText.line("the name '%s' is taken in '%s': this one is called '%s' there"
                        .formatted(view.name(), dataset.place(), other))));
        return view;
    }

    private int failed(SeedbankException failure, int code, int all) {
        if (all == 1) {
            throw failure;
        }
        Failures.tell(failure, context.terminal());
        errors.add(FailureJson.Problem.of(failure));
        return code == ExitCodes.OK ? ExitCodes.of(failure.getClass()) : code;
    }

    private int await(NodeControl node, List<DatasetView> taken, int codeBefore) throws InterruptedException {
        int code = codeBefore;
        List<DatasetView> ended = new ArrayList<>();
        Silences silences = new Silences(taken, manner.silence(), System::nanoTime);
        NodeFetchWait waiting = new NodeFetchWait(context.terminal(), node, silences, manner.quiet());
        for (DatasetView view : taken) {
            int each = ExitCodes.FAILED;
            try {
                SourceText.notAsked(view).ifPresent(context.terminal()::warn);
                DatasetView end = waiting.until(view.key());
                ended.add(end);
                atEnd.tell(end);
                if (!manner.json()) {
                    NodeOutcome.print(end, asked, Optional.ofNullable(before.get(end.key())), context.terminal());
                }
                each = NodeOutcome.code(end);
            } catch (SeedbankException e) {
                each = failed(e, ExitCodes.OK, taken.size());
            } catch (InterruptedException e) {
                context.terminal().say("the node goes on fetching; 'seedbank status' shows how it does");
                throw e;
            }
            code = code == ExitCodes.OK ? each : code;
        }
        if (manner.json()) {
            JsonOutput.print(new Taken(ended, warnings, errors), context.terminal());
        }
        return code;
    }

    private void print(List<DatasetView> views) {
        if (manner.json()) {
            JsonOutput.print(new Taken(views, warnings, errors), context.terminal());
            return;
        }
        for (DatasetView view : views) {
            if (NodeOutcome.isKnown(view)) {
                NodeOutcome.print(view, asked, Optional.ofNullable(before.get(view.key())), context.terminal());
                continue;
            }
            context.terminal()
                    .out()
                    .println(SafeText.line("%s '%s'".formatted(view.state().label(), place(view))));
            Optional.ofNullable(silences.get(view.key())).or(view::why).ifPresent(context.terminal()::warn);
            SourceText.notAsked(view).ifPresent(context.terminal()::warn);
        }
        context.terminal().out().flush();
    }

    /** Of what only a link is known, the node tells the folder, unless a person has chosen a name: it will have the link's there. */
    private String place(DatasetView view) {
        boolean named = view.state() != DatasetState.NO_TORRENT
                || request.place().name().isPresent();
        if (named || view.name().equals(view.key().hex())) {
            return view.path();
        }
        try {
            return new Place(Path.of(view.path()), view.name(), false).root().toString();
        } catch (IllegalArgumentException | DownloadingException e) {
            return view.path(); // Its torrent has to have another name.
        }
    }

    private NewDataset request(Resolved resolved, FetchWishes wishes) {
        Metainfo torrent = resolved.torrent();
        return new NewDataset(
                        torrent,
                        wishes.folder(),
                        wishes.name(),
                        wishes.existing(),
                        false,
                        files(resolved),
                        Stream.concat(named.stream(), resolved.peers().stream())
                                .distinct()
                                .toList(),
                        wishes.seed(),
                        request.paused(),
                        request.origin(),
                        wishes.allowPrivate(),
                        wishes.renameUnsafe(),
                        Optional.empty())
                .besideVersions(wishes.versions());
    }

    private Optional<Set<Integer>> files(Resolved resolved) {
        Metainfo torrent = resolved.torrent();
        Set<Integer> chosen = new HashSet<>();
        for (int i = 0; i < torrent.files().size(); i++) {
            if (resolved.chooses(i)
                    && request.chosen().test(torrent.files().get(i).path())) {
                chosen.add(i);
            }
        }
        if (chosen.isEmpty()) {
            throw new DownloadingException.NothingChosen(torrent.name());
        }
        return chosen.size() == torrent.files().size() ? Optional.empty() : Optional.of(chosen);
    }
}
