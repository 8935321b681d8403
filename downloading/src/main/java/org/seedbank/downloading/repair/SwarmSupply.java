package org.seedbank.downloading.repair;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.fetch.Arrival;
import org.seedbank.downloading.fetch.SeedAddresses;
import org.seedbank.downloading.place.PrivateFolder;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.files.Disk;
import org.seedbank.integrity.repair.LocalCopy;
import org.seedbank.integrity.repair.Repair;
import org.seedbank.integrity.repair.RepairPlan;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.FetchPlan;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.Transfer;

/**
 * The dataset's swarm. Needed pieces are fetched into a folder of their own in the copy, from which the repair takes
 * them.
 *
 * @param opener opens the session, only when a piece is needed; it is closed afterwards
 * @param peers peers to ask at once, beside those that trackers and this machine know
 * @param silence how long no byte may come before the rest is given up
 */
public record SwarmSupply(Opener opener, List<InetSocketAddress> peers, Duration silence) implements PieceSupply {

    /** Opens a session that the caller closes. */
    @FunctionalInterface
    public interface Opener {
        /** A session, as {@link org.seedbank.swarm.libtorrent.LibtorrentSwarm} opens it. */
        Swarm open() throws InterruptedException;

        /** Ends the use of a session that this has opened. */
        default void leave(Swarm swarm) {
            swarm.close();
        }
    }

    /** The swarm as a session reaches it that is open already, and stays open; it must not have the dataset. */
    public static SwarmSupply within(Swarm open, List<InetSocketAddress> peers, Duration silence) {
        return new SwarmSupply(
                new Opener() {
                    @Override
                    public Swarm open() {
                        return open;
                    }

                    @Override
                    public void leave(Swarm swarm) {
                        // It is somebody else's.
                    }
                },
                peers,
                silence);
    }

    /** Copies the list. */
    public SwarmSupply {
        peers = List.copyOf(peers);
    }

    /**
     * Fetches and mends.
     *
     * @throws DownloadingException.NoRoom when the pieces do not fit beside the copy
     * @throws DownloadingException.CannotWrite when the copy's folder cannot be written
     */
    @Override
    public Mending mend(Metainfo torrent, RepairPlan plan, RepairListener listener) throws InterruptedException {
        if (plan.pieces().isEmpty()) {
            return new Mending(PieceSupply.mend(plan, (file, at, into) -> false, listener), 0, Optional.empty());
        }
        Path place = makeScratch(plan).resolve("data");
        Fetched fetched = fetch(torrent, plan, place, listener);
        try (LocalCopy source = LocalCopy.in(torrent, place)) {
            Repair.Result result = PieceSupply.mend(plan, source, listener);
            return new Mending(result, fetched.bytes(), fetched.shortfall());
        }
    }

    private record Fetched(long bytes, Optional<SeedbankException> shortfall) {}

    private Fetched fetch(Metainfo torrent, RepairPlan plan, Path place, RepairListener listener)
            throws InterruptedException {
        FetchPlan wanted = FetchPlan.everything().onlyPieces(plan.pieces()).from(peers);
        Swarm swarm = opener.open();
        try (Transfer transfer = swarm.fetch(torrent, place, wanted)) {
            transfer.introduce(SeedAddresses.of(torrent));
            Optional<SeedbankException> shortfall = await(torrent, transfer, listener);
            return new Fetched(transfer.status().traffic().downloaded(), shortfall);
        } finally {
            opener.leave(swarm);
        }
    }

    /** Pieces that have arrived when the rest does not come still mend what they can. */
    private Optional<SeedbankException> await(Metainfo torrent, Transfer transfer, RepairListener listener)
            throws InterruptedException {
        try {
            Arrival.await(transfer, torrent, silence, status -> listener.on(new RepairEvent.Transferred(status)));
            return Optional.empty();
        } catch (SwarmException.Stalled e) {
            return Optional.of(new DownloadingException.PiecesMissing(transfer.name(), silence));
        } catch (DownloadingException.OnlyDamage | SwarmException.DiskFailed | SwarmException.TimedOut e) {
            return Optional.of(e);
        }
    }

    /** A private one: pieces are of files that perhaps not everybody may read. */
    private static Path makeScratch(RepairPlan plan) {
        Path scratch = Repair.scratch(plan);
        try {
            PrivateFolder.create(scratch);
            long free = Disk.free(scratch);
            if (free < plan.bytes()) {
                throw new DownloadingException.NoRoom(plan.root(), plan.bytes(), free, 0);
            }
            return scratch;
        } catch (IOException e) {
            throw new DownloadingException.CannotWrite(scratch, IoReason.of(e), e);
        }
    }
}
