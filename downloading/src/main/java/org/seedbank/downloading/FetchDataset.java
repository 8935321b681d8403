package org.seedbank.downloading;

import java.nio.file.Path;
import org.seedbank.integrity.FixityReport;
import org.seedbank.integrity.Progress;
import org.seedbank.swarm.Swarm;

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
        try (OngoingFetch fetch = OngoingFetch.begin(swarm, locks, request)) {
            FixityReport report = arrive(fetch, listener);
            for (int attempt = 1; attempt < MOST_ATTEMPTS && !report.damage().isEmpty(); attempt++) {
                listener.on(new FetchEvent.Retried(report));
                fetch.again();
                report = arrive(fetch, listener);
            }
            return new FetchOutcome(fetch.root(), report);
        }
    }

    private static FixityReport arrive(OngoingFetch fetch, FetchListener listener) throws InterruptedException {
        try {
            fetch.await(status -> listener.on(new FetchEvent.Transferred(status)));
        } finally {
            fetch.leave();
        }
        return fetch.verify(Progress.counting(now -> listener.on(new FetchEvent.Verified(now))));
    }
}
