package org.seedbank.downloading.repair;

import java.nio.file.Path;
import java.util.Optional;
import org.seedbank.integrity.repair.LocalCopy;
import org.seedbank.integrity.repair.Repair;
import org.seedbank.integrity.repair.RepairPlan;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * Another copy on this machine, which may be damaged too. It is only read.
 *
 * @param path the dataset's folder or file, or the folder that holds it under its own name
 */
public record CopySupply(Path path) implements PieceSupply {

    @Override
    public Mending mend(Metainfo torrent, RepairPlan plan, RepairListener listener) throws InterruptedException {
        try (LocalCopy source = LocalCopy.at(torrent, path)) {
            Repair.Result result = PieceSupply.mend(plan, source, listener);
            return new Mending(result, result.bytesTaken(), Optional.empty());
        }
    }
}
