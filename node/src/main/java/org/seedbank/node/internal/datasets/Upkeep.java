package org.seedbank.node.internal.datasets;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.seedbank.integrity.Remedy;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.FixityFindings;
import org.seedbank.node.api.MendingReport;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.files.NodeResources;
import org.seedbank.node.internal.files.Relocation;
import org.seedbank.node.internal.places.DatasetPlace;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.Stamps;
import org.seedbank.swarm.SwarmKey;

/** Looks after datasets that are there, when a person asks for it. Safe for all threads. */
public final class Upkeep {

    private final HeldDatasets holdings;
    private final NodeResources means;

    /** Looks after these. */
    public Upkeep(HeldDatasets holdings, NodeResources means) {
        this.holdings = holdings;
        this.means = means;
    }

    /** See {@link org.seedbank.node.api.NodeControl#check}. */
    public DatasetView check(SwarmKey key, boolean everything) throws InterruptedException {
        Stamps now = look(key);
        return holdings.tell(key, holding -> holding.check(now, everything));
    }

    /** See {@link org.seedbank.node.api.NodeControl#found}. */
    public DatasetView found(SwarmKey key, FixityFindings findings) throws InterruptedException {
        int files = holdings.torrent(key).files().size();
        if (findings.damaged().stream().anyMatch(index -> index < 0 || index >= files)) {
            throw new NodeException.BadRequest("files are named by their indexes in the torrent");
        }
        Stamps now = look(key);
        return holdings.tell(key, holding -> holding.found(now, findings));
    }

    /** See {@link org.seedbank.node.api.NodeControl#mend}. */
    public DatasetView mend(SwarmKey key) throws InterruptedException {
        return holdings.tell(key, HeldDataset::mend);
    }

    /** See {@link org.seedbank.node.api.NodeControl#mended}. */
    public MendingReport mended(SwarmKey key) throws InterruptedException {
        return holdings.mended(key);
    }

    /** See {@link org.seedbank.node.api.NodeControl#move}. */
    public DatasetView move(SwarmKey key, Path place) throws InterruptedException {
        DatasetRecord record = holdings.record(key);
        Path target = target(key, record, place);
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new NodeException.Refused(
                    "there is something at '%s' already".formatted(target), Remedy.of(Remedy.Kind.FREE_PLACE));
        }
        if (!Files.exists(record.root())) {
            throw new NodeException.Refused(
                    "nothing of '%s' is at '%s'".formatted(holdings.torrent(key).name(), record.root()),
                    Remedy.of(Remedy.Kind.SAY_WHERE));
        }
        Relocation relocation = Relocation.bringing(means, holdings.torrent(key), record, target);
        relocation.requireFit();
        return holdings.tell(key, holding -> holding.move(relocation, Optional.empty()));
    }

    /** See {@link org.seedbank.node.api.NodeControl#relocate}. */
    public DatasetView relocate(SwarmKey key, Path place) throws InterruptedException {
        DatasetRecord record = holdings.record(key);
        Metainfo torrent = holdings.torrent(key);
        Path target = target(key, record, place);
        if (!Stamps.take(torrent, target, record.files()).isWhole()) {
            throw new NodeException.Refused(
                    "'%s' is not '%s': not every file of it is there with its published length"
                            .formatted(target, torrent.name()),
                    Remedy.of(Remedy.Kind.NAME_PLACE));
        }
        Relocation relocation = Relocation.looking(means, torrent, record, target);
        Optional<Relocation.Arrived> believed = relocation.believed();
        return holdings.tell(key, holding -> holding.move(relocation, believed));
    }

    private Path target(SwarmKey key, DatasetRecord record, Path place) throws InterruptedException {
        if (!place.isAbsolute() || place.getParent() == null) {
            throw new NodeException.BadRequest("'%s' is no place for a dataset".formatted(place));
        }
        Path target = place.normalize();
        if (target.equals(record.root())) {
            throw new NodeException.Refused("it is at '%s' already".formatted(target), "there is nothing to do");
        }
        if (target.startsWith(record.root())) {
            throw new NodeException.Refused(
                    "'%s' is inside the dataset itself".formatted(target), "choose another place");
        }
        holdings.requireFree(new DatasetPlace(key, target.getFileName().toString(), target, record.published()));
        return target;
    }

    /** How the files of a dataset are now; may wait for the disk. */
    private Stamps look(SwarmKey key) throws InterruptedException {
        DatasetRecord record = holdings.record(key);
        Metainfo torrent = holdings.torrent(key);
        return Stamps.take(torrent, record.root(), record.files());
    }
}
