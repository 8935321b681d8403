package org.seedbank.downloading.repair;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.place.TargetLock;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.fixity.Verification;
import org.seedbank.integrity.repair.LocalCopy;
import org.seedbank.integrity.repair.Repair;
import org.seedbank.integrity.repair.RepairPlan;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * Verifies a copy, gets good pieces for what is damaged and nothing else, mends it, and verifies what was mended. Each
 * damaged file is mended whole or stays as it is; intact files and those of others are not touched.
 */
public final class RepairDataset {

    /**
     * Repairs a copy. When it is interrupted, the files mended so far stay mended.
     *
     * @throws org.seedbank.integrity.IntegrityException.NotThere when there is nothing at the path
     * @throws DownloadingException.Busy when another process fetches into the copy or repairs it
     * @throws DownloadingException when the copy's folder cannot be written
     * @throws InterruptedException when the thread is interrupted
     */
    public RepairOutcome run(RepairRequest request, PieceSupply supply, RepairListener listener)
            throws InterruptedException {
        Metainfo torrent = request.torrent();
        Path root = LocalCopy.at(torrent, request.path()).root();
        try (TargetLock lock = TargetLock.take(real(root))) {
            try {
                Repair.deleteLeftovers(torrent, root);
                return repair(request, root, supply, listener);
            } finally {
                Repair.deleteLeftovers(torrent, root);
            }
        }
    }

    private static RepairOutcome repair(RepairRequest request, Path root, PieceSupply supply, RepairListener listener)
            throws InterruptedException {
        Metainfo torrent = request.torrent();
        FixityReport before = verify(request, root, request.chosen(), listener);
        if (before.damage().isEmpty()) {
            return new RepairOutcome(before, List.of(), 0, Optional.empty());
        }
        PieceSupply.Mending mending =
                supply.mend(torrent, RepairPlan.of(torrent, before).keeping(request.kept()), listener);
        FixityReport after = verifyAgain(request, before, mending.result().mended(), listener);
        return new RepairOutcome(after, mending.result().files(), mending.bytesFetched(), mending.shortfall());
    }

    private static Path real(Path root) {
        try {
            return root.toRealPath();
        } catch (IOException e) {
            throw new DownloadingException.CannotWrite(root, IoReason.of(e), e);
        }
    }

    /** Where pieces span files and are all there is, the verdict on a file hangs on its neighbours. */
    private static FixityReport verifyAgain(
            RepairRequest request, FixityReport before, Set<DatasetPath> mended, RepairListener listener)
            throws InterruptedException {
        if (mended.isEmpty()) {
            return before;
        }
        Metainfo torrent = request.torrent();
        boolean alone = torrent.format().hasV2() || torrent.datasetDigest().isPresent();
        return before.updatedBy(verify(request, before.root(), alone ? mended::contains : request.chosen(), listener));
    }

    private static FixityReport verify(
            RepairRequest request, Path root, Predicate<DatasetPath> chosen, RepairListener listener)
            throws InterruptedException {
        long total = request.torrent().totalLength();
        return Verification.run(
                request.torrent(),
                root,
                chosen,
                request.jobs(),
                (bytes, file) -> listener.on(new RepairEvent.Verified(bytes, total, file)));
    }
}
