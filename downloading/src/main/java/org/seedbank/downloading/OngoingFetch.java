package org.seedbank.downloading;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.seedbank.integrity.FixityReport;
import org.seedbank.integrity.Metainfo;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.Verification;
import org.seedbank.swarm.FetchPlan;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.Transfer;
import org.seedbank.swarm.TransferStatus;

/**
 * A fetch in its steps, for those who do several at once: begun, awaited, verified, and begun again where the copy is
 * damaged. Its place is locked until it is closed or released. For one thread at a time; whoever begins it closes it.
 */
public final class OngoingFetch implements AutoCloseable {

    private final Swarm swarm;
    private final FetchRequest request;
    private final Target target;
    private final FetchPlan plan;
    private final TargetLock lock;
    private Transfer transfer;

    private OngoingFetch(Swarm swarm, FetchRequest request, Target target, FetchPlan plan, TargetLock lock) {
        this.swarm = swarm;
        this.request = request;
        this.target = target;
        this.plan = plan;
        this.lock = lock;
    }

    /**
     * Looks whether a place can take a dataset, and touches nothing there but its folder, which is created.
     *
     * @throws DownloadingException when it cannot
     */
    public static Path check(FetchRequest request) {
        Target target = new Target(request.torrent(), request.folder(), wanted(request));
        target.create();
        target.check(request.reserve());
        return target.root();
    }

    /**
     * Begins to fetch what is missing.
     *
     * @param swarm stays open; the caller owns it
     * @param locks a folder for lock files, which keep two processes from fetching into one place
     * @throws DownloadingException when the target cannot be used
     * @throws org.seedbank.swarm.SwarmException as {@link Swarm#fetch} does
     */
    public static OngoingFetch begin(Swarm swarm, Path locks, FetchRequest request) throws InterruptedException {
        Set<Integer> wanted = wanted(request);
        Target target = new Target(request.torrent(), request.folder(), wanted);
        TargetLock lock = TargetLock.take(locks, target.create());
        boolean begun = false;
        try {
            target.check(request.reserve());
            FetchPlan plan = FetchPlan.everything().only(wanted).from(request.peers());
            OngoingFetch fetch = new OngoingFetch(swarm, request, target, plan, lock);
            fetch.transfer = swarm.fetch(request.torrent(), target.root(), plan);
            begun = true;
            return fetch;
        } finally {
            if (!begun) {
                lock.close();
            }
        }
    }

    private static Set<Integer> wanted(FetchRequest request) {
        Metainfo torrent = request.torrent();
        Set<Integer> wanted = new HashSet<>();
        for (int i = 0; i < torrent.files().size(); i++) {
            if (request.chosen().test(torrent.files().get(i).path())) {
                wanted.add(i);
            }
        }
        if (wanted.isEmpty()) {
            throw new DownloadingException.NothingChosen(torrent.name());
        }
        return wanted;
    }

    /** Where the copy lies: the dataset's own folder or file. */
    public Path root() {
        return target.root();
    }

    /** What fetches now; another one after {@link #again}. */
    public Transfer transfer() {
        return transfer;
    }

    /**
     * Waits until everything has arrived.
     *
     * @throws DownloadingException.OnlyDamage when peers send for too long what is not of the dataset
     * @throws org.seedbank.swarm.SwarmException.Stalled when nobody sends a byte for too long
     */
    void await(Consumer<TransferStatus> observer) throws InterruptedException {
        Arrival.await(transfer, request.torrent(), request.silence(), observer);
    }

    /** Waits until what has arrived, as the transfer says, is with the operating system, so that it can be verified. */
    public void settle() throws InterruptedException {
        transfer.awaitFinished(Duration.ofMinutes(1), status -> {});
    }

    /** Reads the copy from the disk and compares it with what was published. */
    public FixityReport verify(Progress progress) throws InterruptedException {
        return Verification.run(request.torrent(), target.root(), request.chosen(), request.jobs(), progress);
    }

    /** Leaves the swarm; the place stays locked. */
    void leave() {
        transfer.close();
    }

    /** Begins again after a verification found damage: everything is hashed first, and what is damaged is fetched. */
    public void again() throws InterruptedException {
        transfer.close();
        transfer = swarm.fetch(request.torrent(), target.root(), plan.distrustingResume());
    }

    /** Gives the place free and leaves the transfer, which goes on serving peers, to the caller. */
    public Transfer release() {
        lock.close();
        return transfer;
    }

    /** Ends the fetch; what has arrived stays, and the next one goes on from there. */
    @Override
    public void close() {
        try (lock) {
            transfer.close();
        }
    }
}
