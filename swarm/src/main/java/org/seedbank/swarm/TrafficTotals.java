package org.seedbank.swarm;

/**
 * Totals that only grow. libtorrent counts from zero again whenever a torrent goes on after a pause. Used on the alert
 * thread only.
 */
final class TrafficTotals {

    private Traffic last = Traffic.NONE;
    private long downloadedBefore;
    private long uploadedBefore;
    private long rejected;
    private long banned;

    void pieceRejected() {
        rejected++;
    }

    void peerBanned() {
        banned++;
    }

    /** libtorrent's newest counts, added to those from before it last began anew. */
    Traffic add(Traffic counted) {
        if (counted.downloaded() < last.downloaded()) {
            downloadedBefore += last.downloaded();
        }
        if (counted.uploaded() < last.uploaded()) {
            uploadedBefore += last.uploaded();
        }
        last = counted;
        return new Traffic(
                counted.downloadRate(),
                counted.uploadRate(),
                downloadedBefore + counted.downloaded(),
                uploadedBefore + counted.uploaded(),
                rejected,
                banned);
    }
}
