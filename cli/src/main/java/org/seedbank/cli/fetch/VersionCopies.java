package org.seedbank.cli.fetch;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Listed;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.downloading.Place;
import org.seedbank.downloading.VersionCopy;
import org.seedbank.downloading.reference.Resolved;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.fixity.CopySearch;
import org.seedbank.integrity.fixity.StoredNames;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.StoredDataset;
import org.seedbank.node.StoredDatasets;
import org.seedbank.swarm.SwarmKey;

/**
 * Copies of other versions of a dataset for a fetch: in the folder that a person names, where the node has
 * them, and under their own names beside the place. For one thread.
 */
final class VersionCopies {

    /** Versions whose torrents are asked for: those of a remote catalog are downloaded for it. */
    private static final int MOST_LOOKED_FOR = 10;

    private final RequestedDatasets wanted;
    private final StoredDatasets held;
    private final Optional<Path> named;
    private final boolean byNode;
    private final Terminal terminal;

    private VersionCopies(
            RequestedDatasets wanted, StoredDatasets held, Optional<Path> named, boolean byNode, Terminal terminal) {
        this.wanted = wanted;
        this.held = held;
        this.named = named;
        this.byNode = byNode;
        this.terminal = terminal;
    }

    /**
     * Copies on this machine for a fetch without the node.
     *
     * @param held what the node has
     * @param named a folder that a person names
     */
    VersionCopies(RequestedDatasets wanted, StoredDatasets held, Optional<Path> named, Terminal terminal) {
        this(wanted, held, named, false, terminal);
    }

    /** Copies that the node takes from: those that it has itself, as a catalog ties them together. */
    static VersionCopies ofNode(RequestedDatasets wanted, StoredDatasets held, Terminal terminal) {
        return new VersionCopies(wanted, held, Optional.empty(), true, terminal);
    }

    /**
     * Those of a dataset that is to be fetched to a place, the nearest versions first. A person who names a folder is told where no
     * version can be looked for in it.
     */
    List<VersionCopy> of(Resolved dataset, Place place) throws InterruptedException {
        List<VersionCopy> copies = new ArrayList<>();
        List<Listed> versions =
                wanted.otherVersions(dataset).stream().limit(MOST_LOOKED_FOR).toList();
        for (Listed version : versions) {
            copies.addAll(copies(dataset, version, place));
        }
        if (named.isPresent() && copies.stream().noneMatch(VersionCopy::named)) {
            terminal.warn("nothing is taken from '%s': %s"
                    .formatted(
                            named.get(),
                            versions.isEmpty()
                                    ? "no catalog knows another version of '%s'"
                                            .formatted(dataset.torrent().name())
                                    : "no other version is there"));
        }
        return copies;
    }

    private List<VersionCopy> copies(Resolved dataset, Listed version, Place place) throws InterruptedException {
        try {
            return copies(wanted.torrent(dataset, version), version, place);
        } catch (CatalogException e) {
            return List.of(); // Then it gives nothing, and all is fetched.
        }
    }

    private List<VersionCopy> copies(Metainfo torrent, Listed version, Place place) {
        String called = "'%s' (%s)".formatted(torrent.name(), version.reference());
        return Stream.of(
                        named.flatMap(folder -> in(torrent, folder)),
                        held.find(SwarmKey.of(torrent))
                                .filter(each -> each.verified().isPresent() && (each.whole() || !byNode))
                                .map(StoredDataset::root),
                        byNode ? Optional.<Path>empty() : beside(torrent, place))
                .flatMap(Optional::stream)
                .distinct()
                .map(root -> copy(called, torrent, root))
                .toList();
    }

    /** In the folder that the person names, or in the dataset's name in it; that is certain to be there for many files alone. */
    private static Optional<Path> in(Metainfo torrent, Path folder) {
        try {
            return Optional.of(CopySearch.findWhole(torrent, folder).root());
        } catch (IntegrityException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> beside(Metainfo torrent, Place place) {
        try {
            return Optional.of(Place.of(place.folder(), torrent).root())
                    .filter(root -> !root.equals(place.root()) && Files.exists(root, LinkOption.NOFOLLOW_LINKS));
        } catch (SeedbankException e) {
            return Optional.empty(); // A name that this system cannot hold.
        }
    }

    private VersionCopy copy(String called, Metainfo torrent, Path root) {
        Metainfo there = StoredNames.inFormsThere(StoredNames.in(torrent, root), root);
        return new VersionCopy(
                called, () -> there, root, named.filter(root::startsWith).isPresent());
    }
}
