package org.seedbank.node.internal.datasets;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.seedbank.downloading.fetch.OngoingFetch;
import org.seedbank.downloading.fetch.SeedAddresses;
import org.seedbank.integrity.Remedy;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.FixityFindings;
import org.seedbank.node.api.MendingReport;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.files.NodeResources;
import org.seedbank.node.internal.files.Obstacle;
import org.seedbank.node.internal.files.Relocation;
import org.seedbank.node.internal.files.TorrentSummary;
import org.seedbank.node.internal.places.DatasetPlace;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.DatasetStore;
import org.seedbank.node.internal.store.SeedSeen;
import org.seedbank.node.internal.store.Stamps;
import org.seedbank.swarm.Availability;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.Transfer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One dataset of a node: what people, and those who look after its files, tell it. For the keeper thread. */
final class HeldDataset {

    private static final Logger LOG = LoggerFactory.getLogger(HeldDataset.class);
    private static final Duration MEET_AGAIN = Duration.ofMinutes(1);

    private final HoldingContext keeping;
    private final TorrentSummary known;
    private final DatasetRecords ledger;
    private final LifecycleState standing;
    private final DatasetLifecycle course;
    private final ServedLook served = new ServedLook();
    private final SeedMemory seeds;

    /** When those who were named were last tried, or did not have to be. */
    private long met = System.nanoTime();

    /** An edited torrent, while a task may still begin a transfer with the one of before. */
    private Optional<Metainfo> edited = Optional.empty();

    HeldDataset(HoldingContext keeping, TorrentSummary known, DatasetRecord record) {
        this.keeping = keeping;
        this.known = known;
        this.ledger = new DatasetRecords(keeping, known.key(), record);
        this.standing = new LifecycleState(record.wishes().paused() ? DatasetState.PAUSED : DatasetState.WAITING);
        this.seeds = new SeedMemory(new KeptSeen(keeping.means().store(), known.key()));
        this.course = new DatasetLifecycle(keeping, known, ledger, standing, this::tick);
    }

    SwarmKey key() {
        return known.key();
    }

    TorrentSummary known() {
        return known;
    }

    DatasetRecord record() {
        return ledger.record();
    }

    DatasetPlace place() {
        DatasetRecord record = ledger.record();
        return new DatasetPlace(known.key(), known.name(), record.root(), record.published());
    }

    /** Tells whether it is complete, as far as is known. */
    boolean rests() {
        return standing.rests();
    }

    /** Tells whether all that is wanted of it was here and intact when it was last read, and it is not on the way elsewhere. */
    boolean isWhole() {
        DatasetRecord.Progress progress = ledger.record().progress();
        return progress.verified().isPresent()
                && progress.damagedFiles() == 0
                && standing.state() != DatasetState.MOVING;
    }

    /** See {@link DatasetLifecycle#cameWhole}. */
    void cameWhole(Set<SwarmKey> datasets) {
        course.cameWhole(datasets);
    }

    /** Looks how things stand, once a second and when something has happened. */
    void tick() {
        course.goOn();
        if (edited.isPresent() && !course.tasks().isBusy()) {
            showEdited(edited.get());
            edited = Optional.empty();
        }
        if (!course.tasks().isBusy() && standing.needsNoTorrent()) {
            keeping.torrents().release(key());
            known.forgetTorrent();
        }
        meetAgain();
        noteSeeds();
        course.live().count();
        keeping.show(view());
    }

    /** Those whom its torrent names may have other addresses by now. A transfer calls all that it knows again by itself. */
    private void meetAgain() {
        Optional<Transfer> lonely = standing.state() == DatasetState.FETCHING
                ? course.live().transfer().filter(running -> running.status().peers() == 0)
                : Optional.empty();
        long now = System.nanoTime();
        if (lonely.isEmpty()) {
            met = now;
        } else if (now - met >= MEET_AGAIN.toNanos()) {
            met = now;
            lonely.get().introduce(SeedAddresses.of(known.torrent()));
        }
    }

    DatasetView view() {
        return ViewMaker.of(
                known, ledger, standing, course.bytesRead(), course.live().transfer());
    }

    /** Empty while it is not in the swarm. */
    Optional<Availability> availability() {
        return course.live().transfer().map(Transfer::availability).map(seeds::with);
    }

    /** What is here lacks nothing that somebody would have to give. */
    private void noteSeeds() {
        if (standing.state() == DatasetState.FETCHING) {
            course.live().transfer().map(Transfer::availability).ifPresent(found -> seeds.note(found, Instant.now()));
        }
    }

    /** In the node's database. A disk that does not take it is told of by what matters more. */
    private record KeptSeen(DatasetStore store, SwarmKey key) implements SeedMemory.Store {
        @Override
        public SeedSeen find() {
            return store.seen(key);
        }

        @Override
        public void keep(SeedSeen seen) {
            try {
                store.keepSeen(key, seen);
            } catch (NodeException.StateUnusable e) {
                LOG.debug("who was seen is not kept: {}", e.getMessage());
            }
        }
    }

    HeldCopy copy() {
        return new HeldCopy(view(), ledger.record(), known, course.live().transfer());
    }

    /** Bytes of it were sent in another way than by the session. */
    void sent(long bytes) {
        ledger.tally().sent(bytes);
    }

    ServedLook served() {
        return served;
    }

    /** Tells whether its files are to be looked at now, because peers get them. */
    boolean isLookDue(long now) {
        return isAtRest()
                && course.live()
                        .transfer()
                        .filter(running -> served.isDue(running.status(), now))
                        .isPresent();
    }

    /** Tells whether a change of its files matters: all of it was here once, and is as far as is known. */
    boolean isToWatch() {
        DatasetRecord.Progress progress = ledger.record().progress();
        boolean known = progress.verified().isPresent() || progress.damagedFiles() > 0;
        return known
                && switch (standing.state()) {
                    case WAITING, CHECKING, SEEDING, COMPLETE, DAMAGED, MENDING -> true;
                    case NO_TORRENT, FETCHING, VERIFYING, PAUSED, MOVING, NOT_THERE, NO_ROOM, FAILED -> false;
                };
    }

    /**
     * Files may have changed since they were last seen; {@code now} is how they are.
     *
     * @return whether that was taken in; not while a task is at work on them
     */
    boolean seen(Stamps now) {
        boolean free = !course.tasks().isBusy();
        if (isAtRest()) {
            compare(now, new BitSet(), new BitSet());
        }
        return free;
    }

    /** Nothing is done about it, so that its files can be looked at. */
    private boolean isAtRest() {
        return !course.tasks().isBusy() && (standing.rests() || standing.state() == DatasetState.DAMAGED);
    }

    private void compare(Stamps now, BitSet again, BitSet suspects) {
        Optional<Stamps> before = course.believed();
        boolean same = before.isPresent() && now.isAsAt(before.get());
        if (!again.isEmpty() || (before.isPresent() && !same)) {
            course.look(again, suspects);
        } else if (same && standing.rests()) {
            standing.isAsItWas();
            if (before.get().isByTime()) {
                ledger.stamp(now);
            }
            known.forgetTorrent();
        }
    }

    /** A person wants to know how it is; {@code now} is how its files are. See {@link org.seedbank.node.api.NodeControl#check}. */
    void check(Stamps now, boolean everything) {
        if (isAtRest() && now.isNothingThere()) {
            course.leave(Obstacle.notThere(ledger.record()));
        }
        switch (standing.state()) {
            case NOT_THERE, NO_ROOM, FAILED -> resume();
            default -> {
                if (isAtRest()) {
                    course.mendings().anew();
                    compare(now, everything ? known.wanted() : new BitSet(), new BitSet());
                }
                if (standing.state() == DatasetState.DAMAGED && isAtRest()) {
                    course.mendIfDue();
                }
            }
        }
    }

    /** A person wants it to be read and mended, whatever it is. See {@link org.seedbank.node.api.NodeControl#mend}. */
    void mend() {
        requireStill();
        if (!standing.rests() && standing.state() != DatasetState.DAMAGED && !isBeingRead()) {
            throw new NodeException.Refused(
                    "'%s' is %s".formatted(known.name(), standing.state().label()),
                    "what is there of it can be mended once it is seeding, complete or damaged");
        }
        course.mendings().ask();
        course.look(known.wanted(), new BitSet());
    }

    /** It was here once, and is being read again, as somebody has noticed a change or asked for it. */
    private boolean isBeingRead() {
        boolean reading = standing.state() == DatasetState.WAITING || standing.state() == DatasetState.CHECKING;
        return reading && isToWatch();
    }

    /** See {@link org.seedbank.node.api.NodeControl#mended}. */
    MendingReport mended() {
        return course.mendings().report();
    }

    /** Somebody else has read its files; {@code now} is how they are. See {@link org.seedbank.node.api.NodeControl#found}. */
    void found(Stamps now, FixityFindings findings) {
        BitSet damaged = new BitSet();
        findings.damaged().stream().filter(known.wanted()::get).forEach(damaged::set);
        if (standing.state() == DatasetState.PAUSED && !damaged.isEmpty()) {
            ledger.stamps().ifPresent(before -> {
                // Kept, as the node may end before it goes on.
                ledger.stamp(before.doubting(damaged, Optional.of(before)));
                standing.note("what was found damaged is read before it goes on");
            });
        }
        if (!isAtRest()) {
            return;
        }
        if (standing.state() == DatasetState.DAMAGED) {
            course.look(damaged, damaged);
            return;
        }
        compare(now, damaged, damaged);
        if (standing.rests() && findings.complete() && damaged.isEmpty()) {
            ledger.intact(findings.ended());
        }
    }

    /** Returns what is being fetched, as long as it has not landed. */
    Optional<OngoingFetch> arriving() {
        return standing.state() == DatasetState.FETCHING ? course.live().arriving() : Optional.empty();
    }

    /** Somebody has put another folder in the place of the one that receives a fetch. */
    void swapped(OngoingFetch fetch) {
        if (course.live().arriving().filter(fetch::equals).isPresent()) {
            course.close(Obstacle.of(fetch.swapped()));
        }
    }

    /** It was published anew where it lies now. */
    void follow(Path root, Path mount, Stamps stamps) {
        requireStill();
        Path before = ledger.record().root();
        settle(root, mount, stamps, "it was at '%s' and was published where it is now".formatted(before));
        ledger.keep(ledger.record().asPublished());
        ledger.intact(Instant.now());
    }

    private void settle(Path root, Path mount, Stamps stamps, String note) {
        Runnable ending = course.detach();
        ledger.moved(root, mount, stamps);
        standing.note(note);
        standing.enter(ledger.record().wishes().paused() ? DatasetState.PAUSED : DatasetState.WAITING);
        course.tasks().end(Executors.callable(ending), () -> {});
    }

    void note(String text) {
        standing.note(text);
    }

    /**
     * Goes on elsewhere.
     *
     * @param believed how it is there, if it looks as it did; otherwise it is brought there, or looked at there, first
     */
    void move(Relocation relocation, Optional<Relocation.Arrived> believed) {
        requireStill();
        DatasetRecord record = ledger.record();
        boolean complete =
                record.progress().verified().isPresent() || record.progress().damagedFiles() > 0;
        if (!complete) {
            throw new NodeException.Refused(
                    "'%s' has not been fetched to its end".formatted(known.name()), "wait until it is complete");
        }
        if (believed.isPresent()) {
            Relocation.Arrived there = believed.get();
            settle(there.root(), there.mount(), there.stamps(), "it was at '%s'".formatted(record.root()));
        } else {
            course.move(relocation);
        }
    }

    /** Throws {@link NodeException.Refused} while its files are on the way to another place. */
    void requireStill() {
        if (standing.state() == DatasetState.MOVING) {
            throw new NodeException.Refused(
                    "'%s' is being moved".formatted(known.name()), Remedy.of(Remedy.Kind.AWAIT_MOVE));
        }
    }

    /** Ends what goes on: its disk is not there any more. */
    void vanished() {
        boolean fetches = standing.state() == DatasetState.FETCHING;
        if (fetches ? !course.tasks().isBusy() : isAtRest()) {
            course.close(Obstacle.notThere(ledger.record()));
        }
    }

    void pause() {
        requireStill();
        ledger.keep(ledger.record().paused(true));
        Runnable ending = course.detach();
        standing.enter(DatasetState.PAUSED);
        course.tasks().end(Executors.callable(ending), () -> {});
    }

    /** Goes on, whatever it waits for, peers and web seeds included, which are called at once; one whose folder is gone, though not its disk, is fetched anew. */
    void resume() {
        requireStill();
        DatasetRecord before = ledger.record().paused(false);
        boolean anew = standing.state() == DatasetState.NOT_THERE && !before.published() && !standing.isUnmounted();
        ledger.keep(anew ? before.with(before.progress().anew()) : before);
        // One that is just being left is still in the state of before.
        if (standing.isActive() && course.live().transfer().isPresent()) {
            course.live().transfer().get().callPeers();
            return;
        }
        course.forgetFailures();
        Runnable ending = course.detach();
        DatasetRecord now = ledger.record();
        standing.enter(DatasetState.WAITING);
        course.tasks()
                .end(
                        () -> {
                            if (anew) {
                                DatasetOpening.makePlace(now);
                            }
                            ending.run();
                            return true;
                        },
                        () -> {});
    }

    void connect(List<InetSocketAddress> peers) {
        DatasetRecord record = ledger.record();
        ledger.keep(record.with(
                record.wishes().with(NodeResources.joined(record.wishes().peers(), peers))));
        course.live().transfer().ifPresent(running -> peers.forEach(running::connect));
    }

    /** Trackers and web seeds of its torrent are others from now on. */
    void replaceUrls(Metainfo torrent) {
        showEdited(torrent);
        edited = course.tasks().isBusy() ? Optional.of(torrent) : Optional.empty();
    }

    private void showEdited(Metainfo torrent) {
        course.live().arriving().ifPresent(fetch -> fetch.replaceUrls(torrent));
        course.live().transfer().ifPresent(running -> running.replaceUrls(torrent));
        if (standing.state() == DatasetState.FETCHING) {
            course.live().transfer().ifPresent(running -> running.introduce(SeedAddresses.of(torrent)));
        }
    }

    void wish(DatasetRecord changed) {
        ledger.keep(changed);
        course.live().limit(changed.wishes().limits());
    }

    /** Leaves everything for good; it has ended when the result is there. */
    CompletableFuture<Boolean> leave() {
        return course.tasks().endAll(course.live().detach());
    }

    /** Leaves everything that is going on; the caller ends it, on any thread, by what this returns. */
    Runnable detach() {
        return course.detach();
    }

    /** Takes in what was moved; the record then, for the caller to note, if that was anything. */
    Optional<DatasetRecord> recount() {
        return ledger.recount();
    }
}
