package org.seedbank.node.internal.holdings;

import java.time.Duration;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.swarm.Traffic;
import org.seedbank.swarm.TransferStatus;

/** What a dataset has moved over all transfers and restarts. For the keeper thread. */
final class Tally {

    /** Shorter silences are ordinary: peers choke and unchoke each other every ten seconds or more. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private DatasetRecord.Totals totals;
    private TransferStatus last;
    private long lastByte = System.nanoTime();

    Tally(DatasetRecord.Totals before) {
        this.totals = before;
    }

    /** Counts a new transfer from here on. */
    void follow(TransferStatus first) {
        last = first;
        lastByte = System.nanoTime();
    }

    /** The transfer has ended; what it moved stays counted. */
    void unfollow() {
        last = null;
    }

    /** Takes in a transfer's newest status. */
    void add(TransferStatus now) {
        if (last == null) {
            follow(now);
        }
        Traffic before = last.traffic();
        totals = new DatasetRecord.Totals(
                now.bytesDone(),
                totals.downloaded() + now.traffic().downloaded() - before.downloaded(),
                totals.uploaded() + now.traffic().uploaded() - before.uploaded(),
                totals.rejected() + now.traffic().rejected() - before.rejected(),
                totals.banned() + now.traffic().banned() - before.banned());
        if (now.bytesDone() != last.bytesDone() || now.traffic().downloaded() != before.downloaded()) {
            lastByte = System.nanoTime();
        }
        last = now;
    }

    boolean isSilent() {
        return System.nanoTime() - lastByte > SILENCE.toNanos();
    }

    /** The transfer's newest status; null when there is none. */
    TransferStatus last() {
        return last;
    }

    DatasetRecord.Totals totals() {
        return totals;
    }

    /** Bytes sent for each byte received; 0 when none was. */
    double ratio() {
        return totals.downloaded() == 0 ? 0 : (double) totals.uploaded() / totals.downloaded();
    }
}
