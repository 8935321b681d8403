package org.seedbank.downloading.fetch;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.TransferState;
import org.seedbank.swarm.TransferStatus;

/**
 * Notices that peers go on sending bytes and none of them is of the dataset: they hold a damaged copy, and a fetch from
 * them alone would never end. For one thread.
 */
public final class WastedBytes {

    private final Metainfo torrent;
    private final Duration patience;
    private final LongSupplier nanos;
    private long mostDone = -1;
    private long downloadedThen;
    private long then;

    /** Allows for {@code patience} in which no good byte comes. */
    public WastedBytes(Metainfo torrent, Duration patience, LongSupplier nanos) {
        this.torrent = torrent;
        this.patience = patience;
        this.nanos = nanos;
    }

    /**
     * Looks at the next status of the fetch.
     *
     * @throws DownloadingException.OnlyDamage when everything that came for too long was waste
     */
    public void check(TransferStatus status) {
        long downloaded = status.traffic().downloaded();
        if (status.state() != TransferState.FETCHING || status.bytesDone() > mostDone) {
            mostDone = Math.max(mostDone, status.bytesDone());
            downloadedThen = downloaded;
            then = nanos.getAsLong();
            return;
        }
        // Each peer may be in the middle of a piece, which counts when it is whole.
        long onTheWay = torrent.pieceLength() * (2L + status.peers());
        if (downloaded - downloadedThen > onTheWay && nanos.getAsLong() - then > patience.toNanos()) {
            throw new DownloadingException.OnlyDamage(torrent.name(), List.of());
        }
    }
}
