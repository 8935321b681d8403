package org.seedbank.downloading.repair;

import java.util.Optional;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.repair.PieceSource;
import org.seedbank.integrity.repair.Repair;
import org.seedbank.integrity.repair.RepairPlan;
import org.seedbank.integrity.torrent.Metainfo;

/** A supply of good pieces for a repair. */
public interface PieceSupply {

    /**
     * The outcome of a repair with what it could get.
     *
     * @param bytesFetched bytes that were got for it
     * @param shortfall why that was not all
     */
    record Mending(Repair.Result result, long bytesFetched, Optional<SeedbankException> shortfall) {}

    /** Gets the pieces that a plan needs, as far as it can, and mends with them what can be mended. */
    Mending mend(Metainfo torrent, RepairPlan plan, RepairListener listener) throws InterruptedException;

    /** Mends with what a source has. */
    static Repair.Result mend(RepairPlan plan, PieceSource source, RepairListener listener)
            throws InterruptedException {
        long total = plan.bytesToWrite();
        return Repair.run(plan, source, (bytes, file) -> listener.on(new RepairEvent.Mending(bytes, total, file)));
    }
}
