package org.seedbank.node.internal.datasets;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.FetchEvent;
import org.seedbank.downloading.FetchRequest;
import org.seedbank.downloading.TakenFiles;
import org.seedbank.downloading.VersionCopy;
import org.seedbank.downloading.fetch.OngoingFetch;
import org.seedbank.downloading.place.UnchangedFiles;
import org.seedbank.integrity.Sha256;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.HistoryEntry;
import org.seedbank.node.api.OwnLimit;
import org.seedbank.node.internal.files.DamageText;
import org.seedbank.node.internal.files.DiskRoom;
import org.seedbank.node.internal.files.FileCheck;
import org.seedbank.node.internal.files.Mending;
import org.seedbank.node.internal.files.MendingTurns;
import org.seedbank.node.internal.files.Obstacle;
import org.seedbank.node.internal.files.Relocation;
import org.seedbank.node.internal.files.TorrentSummary;
import org.seedbank.node.internal.store.AtWork;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.Stamps;
import org.seedbank.swarm.Availability;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.Transfer;
import org.seedbank.swarm.TransferState;
import org.seedbank.swarm.TransferStatus;

/**
 * How one dataset goes from state to state as tasks end and bytes arrive: it is opened, fetched, verified and served, or
 * checked. Belongs to the keeper thread but for what says otherwise.
 */
final class DatasetLifecycle {

    /** Damage that is still there after so many fetches comes from the disk, not from the network. */
    private static final int MOST_ATTEMPTS = 3;

    private final HoldingContext keeping;
    private final TorrentSummary known;
    private final DatasetRecords ledger;
    private final LifecycleState standing;
    private final ActiveTransfer live;
    private final DatasetTasks tasks;
    private Optional<Stamps> seenDamaged = Optional.empty();
    private final MendingTurns mendings = new MendingTurns();
    private BitSet again = new BitSet();
    private BitSet suspects = new BitSet();
    private int attempts;

    /** Holds what was found in the way; a large place is not read again and again before somebody says so. */
    private Optional<DownloadingException.FilesInTheWay> inTheWay = Optional.empty();

    /** Bytes for which the disk had no room; 0 when that is not known. */
    private long lacking;

    /** Whether files are being taken from other versions. */
    private boolean taking;

    /** Digests of other versions that whoever asked for it has told; known once a fetch begins. */
    private List<Sha256> told = List.of();

    /** Whether another version is complete that was not when this fetch began. */
    private boolean versionCame;

    /** Bytes read by the task at work; written by its threads. */
    private volatile long bytesRead;

    /**
     * The course of a dataset that nothing was done for yet.
     *
     * @param news runs on the keeper thread when something has happened
     */
    DatasetLifecycle(
            HoldingContext keeping,
            TorrentSummary known,
            DatasetRecords ledger,
            LifecycleState standing,
            Runnable news) {
        this.keeping = keeping;
        this.known = known;
        this.ledger = ledger;
        this.standing = standing;
        this.live = new ActiveTransfer(ledger.tally(), () -> keeping.post(news));
        this.tasks = new DatasetTasks(keeping, this::failed, news);
    }

    ActiveTransfer live() {
        return live;
    }

    DatasetTasks tasks() {
        return tasks;
    }

    long bytesRead() {
        return bytesRead;
    }

    /** Looks how things stand and does what is due. */
    void goOn() {
        if (tasks.isBusy()) {
            return;
        }
        if (standing.isDue()) {
            open();
            return;
        }
        switch (standing.state()) {
            case FETCHING, CHECKING -> live.transfer().ifPresent(this::followFetch);
            case SEEDING -> live.transfer().ifPresent(this::followSeeding);
            case COMPLETE -> serveAgain();
            case DAMAGED -> {
                if (mayMend()) {
                    mendNow();
                } else {
                    live.transfer().ifPresent(this::followDamaged);
                }
            }
            default -> {}
        }
    }

    /** As if nothing had been tried yet. */
    void forgetFailures() {
        attempts = 0;
        lacking = 0;
        mendings.anew();
        inTheWay = Optional.empty();
    }

    private void open() {
        standing.tried();
        DatasetRecord now = ledger.record();
        boolean rests = now.progress().verified().isPresent();
        if (!rests && !keeping.torrents().take(known.key(), known.weight())) {
            stop(Obstacle.TURN);
            known.forgetTorrent();
            return;
        }
        DatasetOpening opening = opening(now);
        long bytes = lacking;
        tasks.look(
                () -> DiskRoom.isFull(now, bytes)
                        ? new DatasetOpening.Outcome.Waits(DiskRoom.noRoom(now, bytes))
                        : noted(opening::run),
                this::opened,
                DatasetOpening.Outcome::close);
    }

    /** What is put into the session may end the process, and would then do so at each start. */
    private DatasetOpening.Outcome noted(Callable<DatasetOpening.Outcome> opening) throws Exception {
        try (AtWork.Work work =
                keeping.means().atWork().begin("dataset " + known.key().hex(), "")) {
            return opening.call();
        }
    }

    private DatasetOpening opening(DatasetRecord now) {
        DatasetOpening.Doubts doubts = new DatasetOpening.Doubts(ledger.isToServe(), again, suspects);
        return new DatasetOpening(keeping.means(), known, now, ledger::stamps, doubts);
    }

    private void opened(DatasetOpening.Outcome outcome) {
        if (outcome instanceof DatasetOpening.Outcome.Moved moved) {
            standing.note(ledger.movedBefore(moved.root(), moved.mount()));
            standing.enter(DatasetState.WAITING);
            return;
        }
        if (!(outcome instanceof DatasetOpening.Outcome.Waits)) {
            ledger.record().moving().ifPresent(this::moveEnded);
            ledger.stays();
        }
        if (outcome instanceof DatasetOpening.Outcome.Serves serves) {
            ledger.mounted(serves.mount());
            serve(serves.transfer());
            standing.isAsItWas();
            enter(DatasetState.SEEDING);
        } else if (outcome instanceof DatasetOpening.Outcome.Rests) {
            standing.isAsItWas();
            rest();
        } else if (outcome instanceof DatasetOpening.Outcome.Reads reads) {
            reads.serving().ifPresent(this::serve);
            check(reads.files());
        } else if (outcome instanceof DatasetOpening.Outcome.Fetches fetches) {
            ledger.mounted(fetches.mount());
            lacking = 0;
            fetching(fetches.fetch());
        } else if (outcome instanceof DatasetOpening.Outcome.Ready ready) {
            takeThenFetch(ready);
        } else if (outcome instanceof DatasetOpening.Outcome.Surveys surveys) {
            inTheWay.ifPresentOrElse(why -> stop(Obstacle.failed(why)), () -> survey(surveys.request()));
        } else if (outcome instanceof DatasetOpening.Outcome.Waits waits) {
            stop(waits.obstacle());
        }
    }

    private void moveEnded(DatasetRecord.Move move) {
        String told = "it was not moved to '%s': the node ended meanwhile".formatted(move.target());
        standing.note(told);
        note(HistoryEntry.Kind.REFUSED, told);
    }

    private void serve(Transfer transfer) {
        live.serve(transfer);
        live.limit(ledger.record().wishes().limits());
    }

    /** It is complete and not served, because it is not to be or has been enough. */
    private void rest() {
        enter(DatasetState.COMPLETE, ledger.whyItRests());
    }

    private void serveAgain() {
        if (ledger.isToServe()) {
            enter(DatasetState.WAITING);
        }
    }

    /** Reads what is at its place before a byte is fetched. */
    private void survey(FetchRequest request) {
        enter(DatasetState.CHECKING);
        FileCheck found = reading();
        tasks.read(NodeThreads.Place.CHECK, () -> found.survey(request), this::surveyed);
    }

    private void surveyed(FileCheck.Surveyed surveyed) {
        if (surveyed.survey().isDone()) {
            landed(surveyed.found().orElseThrow());
        } else {
            DatasetOpening opening = opening(ledger.record());
            tasks.look(
                    () -> opening.ready(surveyed.request(), surveyed.survey()),
                    this::opened,
                    DatasetOpening.Outcome::close);
        }
    }

    /** What other versions on this machine have already need not come from anybody. */
    private void takeThenFetch(DatasetOpening.Outcome.Ready ready) {
        told = ready.told();
        versionCame = false;
        List<HeldVersions.Copy> versions = keeping.versions(known, told);
        if (versions.isEmpty()) {
            fetch(ready, TakenFiles.NONE);
            return;
        }
        enter(DatasetState.CHECKING);
        bytesRead = 0;
        taking = true;
        tasks.read(NodeThreads.Place.CHECK, () -> take(ready, versions), taken -> {
            taking = false;
            if (!taken.isNone()) {
                standing.took(taken);
                note(HistoryEntry.Kind.REUSED, taken.told());
            }
            fetch(ready, taken);
        });
    }

    private TakenFiles take(DatasetOpening.Outcome.Ready ready, List<HeldVersions.Copy> versions)
            throws InterruptedException {
        try {
            List<VersionCopy> copies =
                    versions.stream().map(each -> each.of(keeping.means())).toList();
            return UnchangedFiles.take(ready.request().withVersions(copies), ready.survey(), this::taking);
        } catch (DownloadingException e) {
            return TakenFiles.NONE; // The fetch meets that too, and says so.
        }
    }

    /**
     * These datasets are complete since a moment ago. If some are versions of this one, its fetch begins anew as soon as nothing
     * comes to it, and takes what did not change: what comes just now would have to be hashed again.
     */
    void cameWhole(Set<SwarmKey> datasets) {
        boolean fetches = standing.state() == DatasetState.FETCHING || taking;
        if (fetches && !versionCame) {
            versionCame = keeping.versions(known, told).stream()
                    .anyMatch(each -> datasets.contains(each.known().key()));
        }
    }

    /** On the thread that copies. */
    private void taking(FetchEvent event) {
        if (event instanceof FetchEvent.Taking begun) {
            keeping.post(() -> {
                if (taking) {
                    enter(DatasetState.CHECKING, Optional.of(begun.planned().toldBefore()));
                }
            });
        } else if (event instanceof FetchEvent.Took took) {
            bytesRead = took.advance().bytesDone();
        }
    }

    private void fetch(DatasetOpening.Outcome.Ready ready, TakenFiles taken) {
        tasks.look(
                () -> noted(() -> DatasetOpening.fetch(keeping.means(), ready.request(), ready.survey(), taken)),
                this::opened,
                DatasetOpening.Outcome::close);
    }

    private void fetching(OngoingFetch fetch) {
        live.fetch(fetch);
        live.limit(ledger.record().wishes().limits());
        enter(DatasetState.FETCHING);
        if (fetch.transfer().isEmpty()) {
            verify();
        }
    }

    private void followFetch(Transfer running) {
        TransferStatus status = running.status();
        switch (status.state()) {
            case SEEDING -> verify();
            case FAILED -> fetchFailed(status);
            case CHECKING -> standing.enter(DatasetState.CHECKING, standing.why());
            default -> {
                if (ledger.tally().isSilentForLong() && keeping.torrents().mustYield(known.key())) {
                    keeping.torrents().release(known.key());
                    close(Obstacle.TURN);
                } else if (versionCame && ledger.tally().downloadRate() == 0) {
                    look(new BitSet(), new BitSet());
                } else {
                    enter(DatasetState.FETCHING, whyNothingComes(running));
                }
            }
        }
    }

    private Optional<String> whyNothingComes(Transfer running) {
        // Whom this node does not hear by its own limit cannot be blamed.
        Optional<OwnLimit> own = keeping.receivesNothing(ledger.record());
        if (own.isPresent()) {
            return own.map(OwnLimit::whyNothingComes);
        }
        TransferCounters tally = ledger.tally();
        Availability found = running.availability();
        boolean certain = tally.downloadRate() == 0 && Obstacle.isCertain(found, running.sources());
        return certain || tally.isSilent() || found.silentSince().isPresent()
                ? Optional.of(Obstacle.silence(
                        found, tally.totals().banned(), keeping.means().swarm().network()))
                : Optional.empty();
    }

    private void fetchFailed(TransferStatus status) {
        String problem = status.problem().orElse("no reason given");
        long missing = status.bytesWanted() - status.bytesDone();
        Obstacle obstacle = DiskRoom.obstacle(ledger.record(), missing, problem);
        lacking = obstacle.state() == DatasetState.NO_ROOM ? missing : 0;
        close(obstacle);
    }

    private void followSeeding(Transfer running) {
        if (running.status().state() == TransferState.FAILED) {
            closeThen(() -> check(known.wanted()));
        } else if (ledger.isRatioReached()) {
            closeThen(this::rest);
        }
    }

    /**
     * Tells whether a try to mend is due: of what was published only when a person has asked, as of what was never
     * intact.
     */
    private boolean mayMend() {
        DatasetRecord record = ledger.record();
        boolean ours = !record.published() && record.progress().verified().isPresent();
        return mendings.isDue() && (ours || mendings.isAsked());
    }

    MendingTurns mendings() {
        return mendings;
    }

    /** Begins a try to mend, if one is due. */
    void mendIfDue() {
        if (mayMend()) {
            mendNow();
        }
    }

    private void mendNow() {
        Runnable ending = detach();
        standing.enter(DatasetState.MENDING, standing.why());
        tasks.end(Executors.callable(ending), this::mend);
    }

    private void mend() {
        boolean asked = mendings.isAsked();
        mendings.begun();
        enter(DatasetState.MENDING, standing.why());
        tasks.mend(new Mending(keeping.means(), known, ledger.record(), asked), this::mended);
    }

    private void mended(Mending.Outcome outcome) {
        standing.note(outcome.told());
        mendings.ended(outcome.report());
        if (outcome.files() > 0) {
            note(HistoryEntry.Kind.MENDED, outcome.told());
        }
        look(new BitSet(), new BitSet());
    }

    /** Anything that is right of a damaged dataset is not served any more when libtorrent finds that wrong too. */
    private void followDamaged(Transfer running) {
        if (running.status().state() == TransferState.FAILED) {
            Optional<String> why = standing.why();
            closeThen(() -> enter(DatasetState.DAMAGED, why));
        }
    }

    /**
     * Looks at everything anew.
     *
     * @param files to be read, however they look
     * @param doubted those of them that are not offered before they were read
     */
    void look(BitSet files, BitSet doubted) {
        again.or(files);
        suspects.or(doubted);
        Runnable ending = detach();
        standing.enter(DatasetState.WAITING);
        tasks.end(Executors.callable(ending), () -> {});
    }

    /** Brings its files elsewhere, or reads them where they are said to be now. */
    void move(Relocation relocation) {
        Runnable ending = detach();
        ledger.keep(ledger.record().moving(relocation.intent()));
        standing.enter(DatasetState.MOVING);
        bytesRead = 0;
        tasks.end(
                Executors.callable(ending),
                () -> tasks.read(
                        NodeThreads.Place.CHECK, () -> relocation.run(bytes -> bytesRead = bytes), this::moved));
    }

    private void moved(Relocation.Outcome outcome) {
        standing.note(outcome.note());
        if (outcome.arrived().isEmpty()) {
            note(HistoryEntry.Kind.REFUSED, outcome.note());
        }
        Runnable cleanup = outcome.cleanup();
        outcome.arrived().ifPresent(there -> ledger.moved(there.root(), there.mount(), there.stamps()));
        ledger.stays();
        boolean paused = ledger.record().wishes().paused();
        standing.enter(paused ? DatasetState.PAUSED : DatasetState.WAITING);
        tasks.end(Executors.callable(cleanup), () -> {});
    }

    private void verify() {
        String all = "all bytes are at '%s', and are verified next"
                .formatted(ledger.record().root());
        long received = ledger.tally().totals().downloaded();
        note(
                HistoryEntry.Kind.FETCHED,
                standing.taken()
                        .map(taken -> "%s; %s".formatted(all, taken.toldWith(received)))
                        .orElse(all));
        enter(DatasetState.VERIFYING);
        FileCheck found = reading();
        OngoingFetch arrived = live.fetch();
        tasks.read(
                NodeThreads.Place.VERIFY,
                () -> {
                    keepPieceLayers(arrived);
                    return found.arrived(arrived);
                },
                this::verified);
    }

    /** Peers gave what the torrent lacked; with it the next session has it to give. */
    private void keepPieceLayers(OngoingFetch arrived) throws InterruptedException {
        if (known.torrent().lacksPieceLayers() && arrived.transfer().isPresent()) {
            Optional<SortedMap<Sha256, byte[]>> layers =
                    arrived.transfer().get().pieceLayers();
            if (layers.isPresent()) {
                keeping.means().store().keepTorrent(known.torrent().withPieceLayers(layers.get()));
                known.forgetTorrent();
            }
        }
    }

    /** Says what happened to the dataset, in the node's history. Any thread. */
    void note(HistoryEntry.Kind kind, String detail) {
        keeping.means().history().note(known.happening(kind, detail));
    }

    private FileCheck reading() {
        bytesRead = 0;
        return new FileCheck(known, ledger.record(), ledger::stamps, bytes -> bytesRead = bytes);
    }

    private void verified(FileCheck.Found found) {
        if (found.nothingThere()) {
            close(Obstacle.notThere(ledger.record()));
        } else if (live.fetch().isLanded()) {
            closeThen(() -> landed(found));
        } else if (++attempts < MOST_ATTEMPTS) {
            note(HistoryEntry.Kind.DAMAGED, "as it arrived; fetched again: " + named(found));
            OngoingFetch fetch = live.fetch();
            tasks.end(
                    () -> {
                        fetch.again();
                        return true;
                    },
                    () -> fetching(fetch));
        } else {
            close(Obstacle.failed("what arrives is damaged on its disk each time: " + named(found)
                    + "; check the disk, or fetch to another one"));
        }
    }

    /** It is at its place and on the disk; what is left there that is not as published is told. */
    private void landed(FileCheck.Found found) {
        if (!found.isIntact()) {
            damaged(found);
            return;
        }
        DatasetOpening opening = opening(ledger.record());
        tasks.look(
                () -> noted(opening::landed),
                outcome -> {
                    intact(found);
                    opened(outcome);
                },
                DatasetOpening.Outcome::close);
    }

    private void check(BitSet files) {
        enter(DatasetState.CHECKING);
        FileCheck found = reading();
        tasks.read(NodeThreads.Place.CHECK, () -> found.of(files), this::checked);
    }

    private void checked(FileCheck.Found found) {
        again = new BitSet();
        suspects = new BitSet();
        if (found.nothingThere()) {
            close(Obstacle.notThere(ledger.record()));
        } else if (found.isIntact()) {
            mendings.anew();
            intact(found);
            closeThen(() -> enter(DatasetState.WAITING));
        } else {
            damaged(found);
        }
    }

    private void intact(FileCheck.Found found) {
        ledger.intact(found);
        note(
                HistoryEntry.Kind.VERIFIED,
                "all %d files at '%s' are intact"
                        .formatted(known.wanted().cardinality(), ledger.record().root()));
    }

    private static String named(FileCheck.Found found) {
        int more = found.count() - found.damaged().size();
        return String.join(", ", found.damaged()) + (more > 0 ? " and %d more".formatted(more) : "");
    }

    private void damaged(FileCheck.Found found) {
        seenDamaged = Optional.of(found.seen());
        ledger.damaged(found);
        closeThen(() -> {
            if (mayMend()) {
                standing.enter(DatasetState.MENDING, Optional.of(what(found)));
                mend();
            } else {
                offer(found);
            }
        });
    }

    private String what(FileCheck.Found found) {
        return DamageText.of(found.count(), known.wanted().cardinality(), found.linked());
    }

    /** Serves what is right of a damaged dataset. */
    private void offer(FileCheck.Found found) {
        String what = what(found);
        note(
                HistoryEntry.Kind.DAMAGED,
                "%s, at '%s': %s".formatted(what, ledger.record().root(), named(found)));
        enter(DatasetState.DAMAGED, Optional.of(what));
        if (ledger.isToServe()) {
            DatasetRecord now = ledger.record();
            tasks.look(
                    () -> DatasetOpening.seed(keeping.means(), known, now, found.sound()),
                    serving -> serving.ifPresent(this::serve),
                    serving -> serving.ifPresent(Transfer::close));
        }
    }

    /** How its files were when its state was found out. */
    Optional<Stamps> believed() {
        return standing.state() == DatasetState.DAMAGED ? seenDamaged : ledger.stamps();
    }

    /** Ends whatever is going on, and waits. */
    void close(Obstacle obstacle) {
        closeThen(() -> stop(obstacle));
    }

    /** Does the same at once: what is going on is ended meanwhile. */
    void leave(Obstacle obstacle) {
        Runnable ending = detach();
        stop(obstacle);
        tasks.end(Executors.callable(ending), () -> {});
    }

    private void stop(Obstacle obstacle) {
        standing.stop(obstacle, ledger.record().wishes().paused());
    }

    /** Ends whatever is going on, then goes on with something else. */
    void closeThen(Runnable next) {
        tasks.end(Executors.callable(detach()), next);
    }

    /** Leaves everything that is going on; the caller ends it, on any thread, by what this returns. */
    Runnable detach() {
        taking = false;
        tasks.drop();
        Runnable ending = live.detach();
        ledger.keepTotals();
        return ending;
    }

    private void failed(RuntimeException failure) {
        if (failure instanceof DownloadingException.FilesInTheWay why) {
            inTheWay = Optional.of(why);
        }
        close(Obstacle.of(failure));
    }

    private void enter(DatasetState next) {
        enter(next, Optional.empty());
    }

    void enter(DatasetState next, Optional<String> why) {
        standing.enter(next, why);
        if (standing.rests()) {
            known.forgetTorrent();
        }
    }
}
