package org.seedbank.node.api;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.seedbank.downloading.ExistingFiles;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * A dataset for a node.
 *
 * @param torrent its torrent, already held against its catalog entry where it has one
 * @param place for one to seed, its folder or one file; for one to fetch, the folder that receives it
 * @param name what one to fetch is called in that folder; empty for its own name
 * @param existing what becomes of files that are there already and are not what was published; empty for being in the way
 * @param published whether it lies at {@code place} and was hashed just now, so that it is seeded at once and never written to
 * @param files indexes, in the torrent's list of files, of those to fetch; empty for all
 * @param peers peers to ask at once
 * @param seed whether it is served to peers once it is complete
 * @param paused whether it waits for {@link NodeControl#resume}
 * @param origin who brought it, see {@link DatasetView#origin}; 1 to 100 characters
 * @param allowPrivate whether trackers and web seeds on this machine and in private networks may be asked because this
 *     torrent names them; empty where nobody has said so, and for one that was published they may
 * @param renameUnsafe whether files of one to fetch whose names its disk cannot hold get others; empty where nobody has said so
 * @param versions digests of other versions of one to fetch, the nearest first, from whose copies the node takes what did not
 *     change, at most {@value #MOST_VERSIONS}; those to which the entries of torrents lead are known without
 */
public record NewDataset(
        Metainfo torrent,
        Path place,
        Optional<String> name,
        Optional<ExistingFiles.Policy> existing,
        boolean published,
        Optional<Set<Integer>> files,
        List<InetSocketAddress> peers,
        boolean seed,
        boolean paused,
        String origin,
        Optional<Boolean> allowPrivate,
        Optional<Boolean> renameUnsafe,
        Optional<List<Sha256>> versions) {

    /** More versions are not looked for. */
    public static final int MOST_VERSIONS = 100;

    private static final int MAX_ORIGIN = 100;

    /**
     * Copies the collections. Throws {@link IllegalArgumentException} when {@code place} is not absolute, {@code origin}
     * is empty or too long, or there are too many versions.
     */
    public NewDataset {
        files = files.map(Set::copyOf);
        peers = List.copyOf(peers);
        versions = versions.map(List::copyOf);
        if (versions.filter(all -> all.size() > MOST_VERSIONS).isPresent()) {
            throw new IllegalArgumentException("at most %d other versions are named".formatted(MOST_VERSIONS));
        }
        if (!place.isAbsolute()) {
            throw new IllegalArgumentException("'%s' is not absolute".formatted(place));
        }
        if (origin.isEmpty() || origin.length() > MAX_ORIGIN) {
            throw new IllegalArgumentException("an origin has 1 to %d characters".formatted(MAX_ORIGIN));
        }
    }

    /** One under its own name, whose place holds nothing wrong. */
    public NewDataset(
            Metainfo torrent,
            Path place,
            boolean published,
            Optional<Set<Integer>> files,
            List<InetSocketAddress> peers,
            boolean seed,
            boolean paused,
            String origin) {
        this(
                torrent,
                place,
                Optional.empty(),
                Optional.empty(),
                published,
                files,
                peers,
                seed,
                paused,
                origin,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** One whose files keep their names. */
    public NewDataset(
            Metainfo torrent,
            Path place,
            Optional<String> name,
            Optional<ExistingFiles.Policy> existing,
            boolean published,
            Optional<Set<Integer>> files,
            List<InetSocketAddress> peers,
            boolean seed,
            boolean paused,
            String origin,
            Optional<Boolean> allowPrivate) {
        this(
                torrent,
                place,
                name,
                existing,
                published,
                files,
                peers,
                seed,
                paused,
                origin,
                allowPrivate,
                Optional.empty(),
                Optional.empty());
    }

    /** Returns the same under this name. */
    public NewDataset named(String other) {
        return with(parts -> parts.name = Optional.of(other));
    }

    /** Returns the same with another choice of files. */
    public NewDataset choosing(Optional<Set<Integer>> chosen) {
        return with(parts -> parts.files = chosen);
    }

    /** Returns the same, with private trackers and web seeds. */
    public NewDataset allowingPrivate() {
        return with(parts -> parts.allowPrivate = Optional.of(true));
    }

    /** Returns the same, whose files may get names that their disk can hold. */
    public NewDataset renamingUnsafe() {
        return with(parts -> parts.renameUnsafe = Optional.of(true));
    }

    /** Returns the same of which these are other versions; of too many the nearest. */
    public NewDataset besideVersions(List<Sha256> others) {
        List<Sha256> nearest = others.stream().limit(MOST_VERSIONS).toList();
        return with(parts -> parts.versions = Optional.of(nearest).filter(some -> !some.isEmpty()));
    }

    /** Returns the same with the names that its files have there. */
    public NewDataset under(Metainfo renamed, String other) {
        boolean itsOwn = name.orElseGet(torrent::name).equals(other);
        return with(parts -> {
            parts.torrent = renamed;
            parts.name = itsOwn ? name : Optional.of(other);
        });
    }

    private NewDataset with(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return new NewDataset(
                parts.torrent,
                place,
                parts.name,
                existing,
                published,
                parts.files,
                peers,
                seed,
                paused,
                origin,
                parts.allowPrivate,
                parts.renameUnsafe,
                parts.versions);
    }

    /** Those that another dataset may have otherwise. */
    private static final class Parts {
        private Metainfo torrent;
        private Optional<String> name;
        private Optional<Set<Integer>> files;
        private Optional<Boolean> allowPrivate;
        private Optional<Boolean> renameUnsafe;
        private Optional<List<Sha256>> versions;

        Parts(NewDataset of) {
            torrent = of.torrent;
            name = of.name;
            files = of.files;
            allowPrivate = of.allowPrivate;
            renameUnsafe = of.renameUnsafe;
            versions = of.versions;
        }
    }

    /** A dataset that was published from this place. */
    public static NewDataset published(Metainfo torrent, Path root) {
        return new NewDataset(torrent, root, true, Optional.empty(), List.of(), true, false, "publish");
    }

    /** A dataset to be fetched whole into this folder. */
    public static NewDataset fetched(Metainfo torrent, Path folder, String origin) {
        return new NewDataset(torrent, folder, false, Optional.empty(), List.of(), true, false, origin);
    }
}
