package org.seedbank.downloading.fetch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.Transfer;
import org.seedbank.swarm.TransferEvent;
import org.seedbank.swarm.TransferStatus;

/** Waits for what is fetched, and tells peers that send nothing from peers that send nothing good. */
public final class Arrival {

    private Arrival() {}

    /**
     * Waits until everything that is wanted has arrived.
     *
     * @param silence how long no byte may come
     * @throws DownloadingException.OnlyDamage when all that came for too long was damaged
     * @throws SwarmException as {@link Transfer#awaitFinished} does
     */
    public static void await(Transfer transfer, Metainfo torrent, Duration silence, Consumer<TransferStatus> observer)
            throws InterruptedException {
        // Set by the session's event thread. A peer with a damaged copy either goes on sending it or is banned, and
        // then
        // nobody sends anything.
        AtomicBoolean damageSeen = new AtomicBoolean();
        transfer.addListener(event -> {
            if (event instanceof TransferEvent.PeerMisbehaved) {
                damageSeen.set(true);
            }
        });
        WastedBytes wasted = new WastedBytes(torrent, silence, System::nanoTime);
        try {
            transfer.awaitFinished(silence, status -> {
                observer.accept(status);
                wasted.check(status);
            });
        } catch (DownloadingException.OnlyDamage e) {
            throw new DownloadingException.OnlyDamage(torrent.name(), transfer.sources());
        } catch (SwarmException.Stalled e) {
            List<Source> sources = transfer.sources();
            if (damageSeen.get() || sources.stream().anyMatch(DownloadingException.OnlyDamage::sentWrong)) {
                throw new DownloadingException.OnlyDamage(torrent.name(), sources);
            }
            throw e;
        }
    }
}
