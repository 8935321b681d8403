package org.seedbank.node.internal.datasets;

import java.util.List;
import java.util.Optional;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.internal.files.TorrentSummary;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.swarm.Transfer;
import org.seedbank.swarm.TransferState;
import org.seedbank.swarm.TransferStatus;

/** Makes a view of a holding. */
final class ViewMaker {

    private ViewMaker() {}

    /**
     * Returns what others see.
     *
     * @param bytesRead how far checking or verifying has come
     * @param transfer what it has in the session
     */
    static DatasetView of(
            TorrentSummary known,
            DatasetRecords ledger,
            LifecycleState standing,
            long bytesRead,
            Optional<Transfer> transfer) {
        DatasetRecord record = ledger.record();
        return new DatasetView(
                known.key(),
                known.name(),
                known.digest(),
                known.infohashV1(),
                known.infohashV2(),
                record.root().toString(),
                record.published(),
                record.added(),
                record.origin(),
                standing.state(),
                standing.why(),
                amounts(known, ledger, done(known, ledger, standing.state(), bytesRead)),
                moves(ledger.tally(), standing.state()),
                record.wishes().limits(),
                record.progress().damaged(),
                record.progress().verified(),
                upkeep(record.progress(), standing),
                transfer.map(Transfer::sources).orElse(List.of()),
                known.isPrivate(),
                standing.taken());
    }

    /** Of what has damage nobody says that it looks as it did when it was intact, whenever that was seen. */
    private static DatasetView.Upkeep upkeep(DatasetRecord.Progress progress, LifecycleState standing) {
        return new DatasetView.Upkeep(
                standing.looked().filter(time -> progress.damagedFiles() == 0),
                progress.damagedSince(),
                standing.note());
    }

    private static DatasetView.Amounts amounts(TorrentSummary known, DatasetRecords ledger, long done) {
        return new DatasetView.Amounts(
                done,
                known.bytesWanted(),
                known.bytes(),
                known.wanted().cardinality(),
                known.files(),
                ledger.record().progress().damagedFiles());
    }

    private static long done(TorrentSummary known, DatasetRecords ledger, DatasetState state, long bytesRead) {
        long wanted = known.bytesWanted();
        TransferStatus status = ledger.tally().last();
        boolean hashed = status != null && status.state() == TransferState.CHECKING;
        if (state == DatasetState.VERIFYING
                || state == DatasetState.MOVING
                || (state == DatasetState.CHECKING && !hashed)) {
            return Math.min(bytesRead, wanted);
        }
        DatasetRecord.Progress progress = ledger.record().progress();
        boolean whole = progress.verified().isPresent() && progress.damagedFiles() == 0;
        // A transfer that has just begun to seed does not know yet what it has.
        boolean seeds = whole && state == DatasetState.SEEDING;
        if (status != null && !seeds) {
            return Math.min(status.bytesDone(), wanted);
        }
        return whole ? wanted : Math.min(ledger.tally().totals().done(), wanted);
    }

    /** Rates and peers are those of now: where nobody is talked to there are none, whatever the session still says. */
    private static DatasetView.Moves moves(TransferCounters tally, DatasetState state) {
        TransferStatus status = talks(state) ? tally.last() : null;
        boolean fetches = state == DatasetState.FETCHING && status != null;
        return new DatasetView.Moves(
                fetches ? tally.downloadRate() : 0,
                status == null ? 0 : tally.uploadRate(),
                tally.totals().downloaded(),
                tally.totals().uploaded(),
                status == null ? 0 : status.peers(),
                status == null ? 0 : status.seeds(),
                tally.totals().rejected(),
                (int) Math.min(Integer.MAX_VALUE, tally.totals().banned()));
    }

    private static boolean talks(DatasetState state) {
        return switch (state) {
            case CHECKING, FETCHING, VERIFYING, SEEDING, DAMAGED, MENDING -> true;
            case WAITING, NO_TORRENT, COMPLETE, PAUSED, MOVING, NOT_THERE, NO_ROOM, FAILED -> false;
        };
    }
}
