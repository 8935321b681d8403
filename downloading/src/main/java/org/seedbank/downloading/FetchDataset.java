package org.seedbank.downloading;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.seedbank.integrity.FixityReport;
import org.seedbank.integrity.Metainfo;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.Verification;
import org.seedbank.swarm.FetchPlan;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.Transfer;

/**
 * Fetches a dataset from its swarm, then reads it again at its final place and compares every file with what was
 * published. What an earlier fetch left there is completed; what does not belong to the dataset is not touched.
 */
public final class FetchDataset {

    /** Damage that is still there after so many fetches comes from the disk, not from the network. */
    private static final int MOST_ATTEMPTS = 3;

    private final Swarm swarm;
    private final Path locks;

    /**
     * Fetches through a swarm.
     *
     * @param swarm stays open; the caller owns it
     * @param locks a folder for lock files, which keep two processes from fetching into one place
     */
    public FetchDataset(Swarm swarm, Path locks) {
        this.swarm = swarm;
        this.locks = locks;
    }

    /**
     * Fetches and verifies. When it is interrupted or fails, what has arrived stays and the next fetch goes on from
     * there.
     *
     * @return the report of the last verification, which may still name damage when the disk is bad
     * @throws DownloadingException when the target cannot be used
     * @throws DownloadingException.OnlyDamage when peers send for too long what is not of the dataset
     * @throws org.seedbank.swarm.SwarmException.Stalled when nobody sends a byte for too long
     * @throws InterruptedException when the thread is interrupted
     */
    public FetchOutcome run(FetchRequest request, FetchListener listener) throws InterruptedException {
        Metainfo torrent = request.torrent();
        Set<Integer> wanted = wanted(request);
        Target target = new Target(torrent, request.folder(), wanted);
        try (TargetLock lock = TargetLock.take(locks, target.create())) {
            target.check();
            FetchPlan plan = FetchPlan.everything().only(wanted).from(request.peers());
            FixityReport report = attempt(request, target, plan, listener);
            for (int attempt = 1; attempt < MOST_ATTEMPTS && !report.damage().isEmpty(); attempt++) {
                listener.on(new FetchEvent.Retried(report));
                report = attempt(request, target, plan.distrustingResume(), listener);
            }
            return new FetchOutcome(target.root(), report);
        }
    }

    private static Set<Integer> wanted(FetchRequest request) {
        Set<Integer> wanted = new HashSet<>();
        for (int i = 0; i < request.torrent().files().size(); i++) {
            if (request.chosen().test(request.torrent().files().get(i).path())) {
                wanted.add(i);
            }
        }
        if (wanted.isEmpty()) {
            throw new DownloadingException.NothingChosen(request.torrent().name());
        }
        return wanted;
    }

    private FixityReport attempt(FetchRequest request, Target target, FetchPlan plan, FetchListener listener)
            throws InterruptedException {
        Metainfo torrent = request.torrent();
        try (Transfer transfer = swarm.fetch(torrent, target.root(), plan)) {
            Arrival.await(transfer, torrent, request.silence(), status -> listener.on(new FetchEvent.Transferred(status)));
        }
        return Verification.run(
                torrent,
                target.root(),
                request.chosen(),
                request.jobs(),
                Progress.counting(now -> listener.on(new FetchEvent.Verified(now))));
    }
}
