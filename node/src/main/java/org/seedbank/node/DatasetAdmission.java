package org.seedbank.node;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.integrity.torrent.Magnet;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NewMagnet;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.findings.MachineProbes;
import org.seedbank.node.internal.datasets.DatasetIntake;
import org.seedbank.node.internal.datasets.HeldDatasets;
import org.seedbank.node.internal.magnets.WaitingMagnets;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.TorrentSearch;

/** Takes datasets in, by their torrents and by magnet links, which give way to each other. Safe for all threads. */
final class DatasetAdmission {

    private final Swarm swarm;
    private final HeldDatasets holdings;
    private final DatasetIntake intake;
    private final WaitingMagnets magnets;

    private DatasetAdmission(Swarm swarm, HeldDatasets holdings, DatasetIntake intake, WaitingMagnets magnets) {
        this.swarm = swarm;
        this.holdings = holdings;
        this.intake = intake;
        this.magnets = magnets;
    }

    /** Goes on with the magnet links that wait; whoever opens it closes {@link #magnets}. */
    static DatasetAdmission open(
            Swarm swarm, HeldDatasets holdings, DatasetIntake intake, NodeDatabase database, LongLivedThreads threads)
            throws InterruptedException {
        WaitingMagnets magnets =
                WaitingMagnets.open(database, new MagnetHoldings(swarm, holdings, intake), threads, Clock.systemUTC());
        return new DatasetAdmission(swarm, holdings, intake, magnets);
    }

    /** The links whose torrents nobody has given yet. */
    WaitingMagnets magnets() {
        return magnets;
    }

    DatasetView add(NewDataset request) throws InterruptedException {
        magnets.giveWay(request.torrent());
        boolean added = false;
        try {
            DatasetView view = intake.add(request);
            magnets.forget(request.torrent());
            added = true;
            return view;
        } finally {
            if (!added) {
                magnets.goOn(request.torrent());
            }
        }
    }

    DatasetView add(NewMagnet request) throws InterruptedException {
        if (holdings.torrentOf(request.link()).isPresent()) {
            throw new NodeException.Refused(
                    "the node has the dataset of this magnet link", "see which datasets it has");
        }
        return magnets.add(request);
    }

    Metainfo resolve(String magnet, boolean allowPrivate, Duration limit) throws InterruptedException {
        try {
            Optional<Metainfo> held = holdings.torrentOf(Magnet.parse(magnet));
            return held.isPresent() ? held.get() : magnets.resolve(magnet, allowPrivate, limit);
        } catch (SwarmException.TorrentRefused e) {
            return holdings.torrentOf(Magnet.parse(magnet)).orElseThrow(() -> e); // Somebody has added it meanwhile.
        } catch (SwarmException.NobodyHasIt e) {
            throw e.isOffLine()
                    ? new NodeException.NobodyHasIt(e.getMessage(), e.advice())
                    : new NodeException.NobodyHasIt(e.getMessage(), swarm.network());
        } catch (IntegrityException.BadMagnet e) {
            throw new NodeException.BadRequest(e.getMessage());
        }
    }

    /** What is done for magnet links that wait. */
    private record MagnetHoldings(Swarm swarm, HeldDatasets holdings, DatasetIntake intake)
            implements WaitingMagnets.Holdings {
        @Override
        public Metainfo resolve(String magnet, boolean allowPrivate, Duration limit) throws InterruptedException {
            if (allowPrivate) {
                Magnet link = Magnet.parse(magnet);
                swarm.trustUrlsOf(SwarmKey.of(link.v1().or(link::v2).orElseThrow()));
            }
            return swarm.resolve(magnet, List.of(), limit);
        }

        @Override
        public Optional<TorrentSearch> search(SwarmKey key) {
            return swarm.search(key);
        }

        @Override
        public boolean isOnLine() {
            return MachineProbes.offLine().isEmpty();
        }

        @Override
        public DatasetView add(NewDataset request) throws InterruptedException {
            return intake.add(request);
        }

        @Override
        public void show(DatasetView view) {
            holdings.showWaiting(view);
        }

        @Override
        public void hide(SwarmKey key) {
            holdings.hideWaiting(key);
        }
    }
}
