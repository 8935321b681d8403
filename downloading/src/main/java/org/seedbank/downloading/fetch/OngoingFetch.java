package org.seedbank.downloading.fetch;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.FetchEvent;
import org.seedbank.downloading.FetchRequest;
import org.seedbank.downloading.Place;
import org.seedbank.downloading.TakenFiles;
import org.seedbank.downloading.place.IncomingFolder;
import org.seedbank.downloading.place.IncomingWatch;
import org.seedbank.downloading.place.Landing;
import org.seedbank.downloading.place.Reception;
import org.seedbank.downloading.place.Survey;
import org.seedbank.downloading.place.Target;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.files.NameForms;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.fixity.StoredNames;
import org.seedbank.integrity.repair.RepairPlan;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.FetchPlan;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.Transfer;
import org.seedbank.swarm.TransferStatus;

/**
 * A fetch in its steps, for those who do several at once: begun, awaited, landed at its place, and begun again where that
 * shows damage. Bytes arrive in a folder of our own beside the place. The place is locked until the fetch is closed. For
 * one thread at a time; whoever begins it closes it.
 */
public final class OngoingFetch implements AutoCloseable {

    private final Swarm swarm;
    private final FetchRequest request;
    private final Path root;
    private final Reception reception;
    private final IncomingFolder incoming;
    private Survey survey;
    private Optional<Transfer> transfer = Optional.empty();
    private boolean landed;

    /** Bytes that transfers before this one have received. */
    private long receivedBefore;

    private List<String> kept = List.of();

    /** The torrent that a transfer is begun with. */
    private volatile Metainfo torrent;

    private OngoingFetch(Swarm swarm, FetchRequest request, Reception reception, Survey survey) {
        this.swarm = swarm;
        this.request = request;
        this.torrent = request.torrent();
        this.root = reception.root();
        this.reception = reception;
        this.incoming = reception.incoming();
        this.survey = survey;
    }

    /**
     * Looks whether a place can take a dataset, without reading what is there, and touches nothing there but its folder,
     * which is created.
     *
     * @throws DownloadingException when it cannot
     */
    public static Path check(FetchRequest request) {
        Target target = new Target(request);
        Path real = target.create();
        Target.Look look = target.look();
        target.requireFit(look, real);
        target.requireRoom(look, Reception.incomingRoot(request, real));
        return target.root();
    }

    /**
     * A request for the same under the names that its files have at the place already, or are to have because the disk cannot
     * hold their own. Nothing is written but the place's folder.
     *
     * @param asked under the names that were published
     * @param renames whether others may be given
     * @throws org.seedbank.integrity.IntegrityException.DoesNotFit when other names do not help
     */
    public static FetchRequest fitted(FetchRequest asked, boolean renames) {
        FetchRequest request = asked.under(asked.torrent(), placeInFormThere(asked.place()));
        if (renames) {
            return Target.renamed(request);
        }
        Path root = request.place().root();
        return request.under(StoredNames.inFormsThere(StoredNames.in(request.torrent(), root), root), request.place());
    }

    /** The same name in another Unicode form, where that is there and nothing has the very name. */
    private static Place placeInFormThere(Place place) {
        Path root = place.root();
        return Files.exists(root, LinkOption.NOFOLLOW_LINKS)
                ? place
                : NameForms.beside(root)
                        .map(other ->
                                new Place(place.folder(), other.getFileName().toString(), place.named()))
                        .orElse(place);
    }

    /**
     * What a person is to know before a fetch begins.
     *
     * @return of unfinished downloads that other programs have left at the place; empty when there are none
     */
    public static Optional<String> hint(FetchRequest request) {
        List<String> halfDone = new Target(request).halfDone();
        return halfDone.isEmpty() ? Optional.empty() : Optional.of(new FetchEvent.HalfDone(halfDone).told());
    }

    /**
     * Begins to fetch what is missing.
     *
     * @param swarm stays open; the caller owns it
     * @param survey what was found at the place just now
     * @param taken what was put just now where it arrives: if that is anything, all that is there is hashed first
     * @throws DownloadingException when the place cannot be used
     * @throws DownloadingException.Busy when somebody fetches into it
     * @throws SwarmException as {@link Swarm#fetch} does
     */
    public static OngoingFetch begin(Swarm swarm, FetchRequest request, Survey survey, TakenFiles taken)
            throws InterruptedException {
        Reception reception = Reception.open(request);
        OngoingFetch fetch = null;
        try {
            OngoingFetch begun = new OngoingFetch(swarm, request, reception, survey);
            begun.transfer = begun.transfer(taken.isNone());
            fetch = begun;
            return fetch;
        } finally {
            if (fetch == null) {
                reception.close();
            }
        }
    }

    /** The plan for what has to come from the swarm; none when a repair can do without. */
    private Optional<Transfer> transfer(boolean trust) throws InterruptedException {
        FetchPlan plan = FetchPlan.everything().from(request.peers());
        if (survey.replaces()) {
            BitSet pieces = RepairPlan.of(
                            request.torrent(), survey.toMend(survey.report().orElseThrow()))
                    .pieces();
            if (pieces.isEmpty()) {
                return Optional.empty();
            }
            plan = plan.onlyPieces(pieces);
        } else {
            Set<Integer> missing = survey.missing().stream().boxed().collect(Collectors.toSet());
            if (missing.isEmpty()) {
                return Optional.empty();
            }
            plan = plan.only(missing);
        }
        return Optional.of(begun(torrent, trust ? plan : plan.distrustingResume()));
    }

    private Transfer begun(Metainfo edition, FetchPlan plan) throws InterruptedException {
        Transfer transfer = swarm.fetch(edition, incoming.root(), plan);
        transfer.introduce(SeedAddresses.of(edition));
        return transfer;
    }

    /** Has what is begun from now on ask the trackers and web seeds of an edited torrent. Any thread. */
    public void replaceUrls(Metainfo edited) {
        torrent = torrent.besideInfoOf(edited);
    }

    /** Where the copy lies in the end: the dataset's own folder or file. */
    public Path root() {
        return root;
    }

    /** The transfer that fetches now, another one after {@link #again}; empty when nothing has to come for what is to be done. */
    public Optional<Transfer> transfer() {
        return transfer;
    }

    /**
     * Waits until everything has arrived.
     *
     * @throws DownloadingException.OnlyDamage when peers send for too long what is not of the dataset
     * @throws DownloadingException.IncomingRefused when somebody has put another folder in the place of ours
     * @throws SwarmException.Stalled when nobody sends a byte for too long
     */
    void await(Consumer<TransferStatus> observer) throws InterruptedException {
        if (transfer.isEmpty()) {
            return;
        }
        try (IncomingWatch watch = IncomingWatch.begin(incoming, this::leave)) {
            Arrival.await(transfer.get(), request.torrent(), request.silence(), observer);
            watch.requireNothingSeen();
        } catch (SwarmException.DiskFailed e) {
            throw new SwarmException.DiskFailed(root, e.reason());
        } catch (SwarmException.Closed e) {
            requireSafe();
            throw e;
        }
    }

    private void requireSafe() {
        incoming.requireSame();
    }

    /** True when there is something else in the place of the folder that receives what arrives. Any thread. */
    public boolean isSwapped() {
        return incoming.isThere() && !incoming.isSame();
    }

    /** Says so. */
    public DownloadingException swapped() {
        return incoming.replaced();
    }

    /** Waits until what has arrived, as the transfer says, is with the operating system, so that it can be verified. */
    public void settle() throws InterruptedException {
        if (transfer.isPresent()) {
            transfer.get().awaitFinished(Duration.ofMinutes(1), status -> {});
        }
    }

    /**
     * Verifies what has arrived, moves it to its place if it is right, and mends there what is to be mended. Nothing that
     * came to the place meanwhile is touched. The transfer ends on the way.
     *
     * @param seen is told where the files are, with the attributes that they keep, before they are read for the last time
     * @return what the verification found; see {@link #isLanded}
     * @throws DownloadingException.CameMeanwhile when something new is in the way; what has arrived stays
     */
    public FixityReport land(Progress progress, Consumer<Path> seen) throws InterruptedException {
        requireSafe();
        Landing landing = new Landing(request, root, incoming, survey, this::leave, seen);
        FixityReport report = landing.run(progress);
        landed = landing.isDone(report);
        kept = landing.kept();
        if (landed) {
            leave();
            incoming.delete();
            swarm.noteFetched(request.torrent(), root, fetched(report));
        }
        survey = landing.surveyAfter(report);
        return report;
    }

    /** The chosen files that are right now, by index; those that were to be left as they are stay somebody's. */
    private BitSet fetched(FixityReport report) {
        BitSet files = new Target(request).wantedFiles();
        Set<DatasetPath> wrong = report.damage().stream().map(FileFinding::path).collect(Collectors.toSet());
        for (int i = files.nextSetBit(0); i >= 0; i = files.nextSetBit(i + 1)) {
            files.set(i, !wrong.contains(request.torrent().files().get(i).path()));
        }
        return files;
    }

    /** True when nothing is left to be done: all is at its place, but for what is to be left as it is. */
    public boolean isLanded() {
        return landed;
    }

    /** Names, in the dataset, under which the last landing has kept what it replaced. */
    public List<String> kept() {
        return kept;
    }

    /** Bytes that have come from the swarm by now. */
    long received() {
        return receivedBefore + transfer.map(OngoingFetch::received).orElse(0L);
    }

    private static long received(Transfer running) {
        return running.status().traffic().downloaded();
    }

    /** Leaves the swarm; the place stays locked. */
    void leave() {
        transfer.ifPresent(Transfer::close);
    }

    /** Begins again after a verification found damage: everything is hashed first, and what is damaged is fetched. */
    public void again() throws InterruptedException {
        leave();
        receivedBefore = received();
        incoming.deleteTooLong(request.torrent());
        transfer = transfer(false);
    }

    /** Returns the folder in which what has arrived of a torrent waits for the rest; empty where nothing waits for that place. */
    public static Optional<Path> arriving(Metainfo torrent, Path root) {
        if (!Files.isDirectory(root.getParent())) {
            return Optional.empty();
        }
        Path folder = IncomingFolder.of(IncomingFolder.shelter(root), SwarmKey.of(torrent));
        return Optional.of(folder).filter(each -> Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS));
    }

    /** Deletes what has arrived of a torrent that was to go to a place and never will. */
    public static void discard(Metainfo torrent, Path root) {
        arriving(torrent, root).ifPresent(folder -> IncomingFolder.open(
                        folder.getParent(), SwarmKey.of(torrent), Place.at(root).name())
                .delete());
    }

    /** Ends the fetch; what has arrived stays, and the next one goes on from there. */
    @Override
    public void close() {
        try (reception) {
            leave();
        }
    }
}
