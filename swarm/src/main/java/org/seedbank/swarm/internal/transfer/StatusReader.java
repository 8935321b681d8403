package org.seedbank.swarm.internal.transfer;

import java.util.Optional;
import org.seedbank.swarm.Traffic;
import org.seedbank.swarm.TransferState;
import org.seedbank.swarm.TransferStatus;

/** Turns what libtorrent says of a torrent into the status of its transfer. Used on the alert thread only. */
final class StatusReader {

    private final TransferPlan plan;
    private final Intent intent;
    private final long bytesWanted;
    private final TrafficTotals totals = new TrafficTotals();

    StatusReader(TransferPlan plan, Intent intent) {
        this.plan = plan;
        this.intent = intent;
        this.bytesWanted = plan.bytesWanted();
    }

    /** The state of a transfer that no error stopped; {@code FAILED} for a dataset that lost some of its pieces. */
    TransferState state(NativeStatus seen) {
        if (intent.isPaused()) {
            return TransferState.PAUSED;
        }
        if (seen.phase().isChecking() || intent.isResuming()) {
            return TransferState.CHECKING;
        }
        if (seen.phase() == NativeStatus.Phase.COMPLETE) {
            return TransferState.SEEDING;
        }
        return plan.fetches() ? TransferState.FETCHING : TransferState.FAILED;
    }

    TransferStatus status(TransferState state, NativeStatus seen, Optional<String> problem) {
        Traffic traffic = totals.add(seen.traffic(), seen.wasted());
        return new TransferStatus(
                        state,
                        bytesDone(seen),
                        bytesWanted,
                        traffic,
                        seen.peers().connected(),
                        seen.peers().seeds(),
                        problem)
                .in(state);
    }

    /** A piece that came was not what was published; the next status counts it. */
    void pieceRejected() {
        totals.pieceRejected();
    }

    void peerBanned() {
        totals.peerBanned();
    }

    /** Bytes received that were of use, by the newest status. */
    long useful() {
        return totals.useful();
    }

    private long bytesDone(NativeStatus seen) {
        return switch (seen.phase()) {
            case LOOKING -> 0;
            case HASHING -> (long) (bytesWanted * (seen.checked() / 1e6));
            case INCOMPLETE -> Math.min(seen.done(), bytesWanted);
            case COMPLETE -> bytesWanted;
        };
    }
}
