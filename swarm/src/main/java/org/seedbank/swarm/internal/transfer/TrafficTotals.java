package org.seedbank.swarm.internal.transfer;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.seedbank.integrity.RecentRate;
import org.seedbank.swarm.Traffic;

/**
 * Totals that only grow, and the rates of now. libtorrent counts from zero again whenever a torrent goes on after a pause,
 * and its own rates, an average that decays, take more than a minute to forget what has ended. Used on the alert thread
 * only.
 */
final class TrafficTotals {

    /** Peers send in bursts; over this time they are even. */
    static final Duration RECENT = Duration.ofSeconds(5);

    private final LongSupplier nanos;
    private final RecentRate download = new RecentRate(RECENT);
    private final RecentRate upload = new RecentRate(RECENT);
    private Traffic last = Traffic.NONE;
    private long downloadedBefore;
    private long uploadedBefore;
    private long wastedBefore;
    private long wasted;
    private long rejected;
    private long banned;

    TrafficTotals() {
        this(System::nanoTime);
    }

    TrafficTotals(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void pieceRejected() {
        rejected++;
    }

    void peerBanned() {
        banned++;
    }

    /** Bytes received but those that were not what was published, or had come before. */
    long useful() {
        return downloadedBefore + last.downloaded() - wastedBefore - wasted;
    }

    /** libtorrent's newest counts, added to those from before it last began anew. */
    Traffic add(Traffic counted, long wastedOfThem) {
        if (counted.downloaded() < last.downloaded()) {
            downloadedBefore += last.downloaded();
        }
        if (counted.uploaded() < last.uploaded()) {
            uploadedBefore += last.uploaded();
        }
        if (wastedOfThem < wasted) {
            wastedBefore += wasted;
        }
        wasted = wastedOfThem;
        last = counted;
        long now = nanos.getAsLong();
        long downloaded = downloadedBefore + counted.downloaded();
        long uploaded = uploadedBefore + counted.uploaded();
        download.count(downloaded, now);
        upload.count(uploaded, now);
        return new Traffic(download.perSecond(now), upload.perSecond(now), downloaded, uploaded, rejected, banned);
    }
}
