package org.seedbank.node.internal.holdings;

import java.util.Optional;
import org.seedbank.node.DatasetState;
import org.seedbank.node.DatasetView;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.swarm.Traffic;
import org.seedbank.swarm.TransferStatus;

/** Makes a view of a holding. */
final class HoldingView {

    private HoldingView() {}

    /**
     * What others see.
     *
     * @param bytesRead how far checking or verifying has come
     */
    static DatasetView of(Holding holding, Optional<String> why, Tally tally, long bytesRead) {
        Known known = holding.known();
        DatasetRecord record = holding.record();
        TransferStatus status = tally.last();
        return new DatasetView(
                holding.key(),
                known.name(),
                known.digest(),
                known.infohashV1(),
                known.infohashV2(),
                record.root().toString(),
                record.published(),
                record.added(),
                record.origin(),
                holding.state(),
                why,
                amounts(holding, tally, bytesRead),
                moves(tally, status),
                record.wishes().limits(),
                record.progress().damaged(),
                record.progress().verified());
    }

    private static DatasetView.Amounts amounts(Holding holding, Tally tally, long bytesRead) {
        Known known = holding.known();
        return new DatasetView.Amounts(
                done(holding, tally, bytesRead),
                known.bytesWanted(),
                known.bytes(),
                known.wanted().cardinality(),
                known.files(),
                holding.record().progress().damagedFiles());
    }

    private static long done(Holding holding, Tally tally, long bytesRead) {
        long wanted = holding.known().bytesWanted();
        TransferStatus status = tally.last();
        boolean reads = holding.state() == DatasetState.VERIFYING || holding.state() == DatasetState.CHECKING;
        if ((reads && status == null) || holding.state() == DatasetState.VERIFYING) {
            return Math.min(bytesRead, wanted);
        }
        if (status != null) {
            return Math.min(status.bytesDone(), wanted);
        }
        boolean whole = holding.record().progress().verified().isPresent()
                && holding.record().progress().damagedFiles() == 0;
        return whole ? wanted : Math.min(tally.totals().done(), wanted);
    }

    private static DatasetView.Moves moves(Tally tally, TransferStatus status) {
        Traffic traffic = status == null ? Traffic.NONE : status.traffic();
        return new DatasetView.Moves(
                traffic.downloadRate(),
                traffic.uploadRate(),
                tally.totals().downloaded(),
                tally.totals().uploaded(),
                status == null ? 0 : status.peers(),
                status == null ? 0 : status.seeds(),
                tally.totals().rejected(),
                (int) Math.min(Integer.MAX_VALUE, tally.totals().banned()));
    }
}
