package org.seedbank.node.internal.findings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.seedbank.catalog.names.CatalogListener;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.examination.Finding;
import org.seedbank.node.findings.MachineProbes;
import org.seedbank.swarm.Network;

/**
 * Looks at the machine as far as its node uses it: one that does not reach everybody asks no proxy and no catalog elsewhere.
 *
 * @param folder the node's own
 * @param reserve bytes of each disk that are left free
 * @param network how far the node reaches
 * @param environment variables that name proxies; empty where the node uses none of them
 * @param catalogs the catalogs of its home
 * @param datasets what it holds
 */
public record NodeLooks(
        Path folder,
        long reserve,
        Network network,
        Map<String, String> environment,
        Catalogs catalogs,
        Supplier<List<DatasetView>> datasets)
        implements MachineWatch.Looks {

    /** Looks at so many disks of datasets at most. */
    private static final int MOST_DISKS = 8;

    @Override
    public List<Finding> quick() {
        List<Finding> found = new ArrayList<>();
        found.add(MachineProbes.signals());
        if (network != Network.LOCAL) {
            MachineProbes.offLine().ifPresent(found::add);
        }
        Stream<Path> fetched = datasets.get().stream()
                .filter(view -> view.state() == DatasetState.FETCHING || view.state() == DatasetState.NO_ROOM)
                .map(view -> Path.of(view.path()));
        found.addAll(MachineProbes.fullDisks(
                Stream.concat(Stream.of(folder), fetched).toList(), reserve, MOST_DISKS));
        return found;
    }

    @Override
    public List<Finding> thorough() {
        List<Finding> found = new ArrayList<>();
        Finding disk = MachineProbes.disk(folder, reserve);
        if (disk.kind() != Finding.Kind.DISK_FULL) { // The other look has that.
            found.add(disk);
        }
        if (network == Network.PUBLIC) {
            found.addAll(MachineProbes.proxies(environment));
        }
        return found;
    }

    @Override
    public List<Finding> listed() throws InterruptedException {
        return MachineProbes.catalogs(this::asked);
    }

    private CatalogSet asked() {
        CatalogSet all = catalogs.all(CatalogListener.NONE);
        return network == Network.PUBLIC ? all : all.here();
    }
}
