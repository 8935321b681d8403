package org.seedbank.cli.fetch;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.seedbank.cli.frame.NodeUse;
import org.seedbank.downloading.ExistingFiles;
import org.seedbank.integrity.Sha256;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NewMagnet;

/**
 * Where a dataset goes, and how: as a person says now, and for the rest as it was said of it before.
 *
 * @param folder the folder that receives it; absolute
 * @param name what it is called there; empty for its own name
 * @param existing what becomes of files that are there already; empty for being in the way
 * @param seed whether it is seeded when it is there
 * @param allowPrivate whether private trackers and web seeds of its torrent may be asked; empty where nobody has said so
 * @param renameUnsafe whether files get other names where the disk cannot hold their own; empty where nobody has said so
 * @param versions digests of other versions of it, the nearest first
 */
record FetchWishes(
        Path folder,
        Optional<String> name,
        Optional<ExistingFiles.Policy> existing,
        boolean seed,
        Optional<Boolean> allowPrivate,
        Optional<Boolean> renameUnsafe,
        List<Sha256> versions) {

    /** Those of a command. */
    static FetchWishes of(NodeFetch.Request request) {
        PlaceOptions place = request.place();
        return new FetchWishes(
                NodeUse.absolute(place.directory()),
                place.name(),
                place.existing(),
                request.seed(),
                request.allowPrivate() ? Optional.of(true) : Optional.empty(),
                place.renamesUnsafe() ? Optional.of(true) : Optional.empty(),
                List.of());
    }

    /**
     * Those of a command about a dataset. What the node waits for already keeps its place unless another is said.
     *
     * @param versions digests of other versions of it, the nearest first
     */
    static FetchWishes of(NodeFetch.Request request, Optional<NewMagnet> before, List<Sha256> versions) {
        FetchWishes now = of(request).beside(versions);
        if (before.isEmpty()) {
            return now;
        }
        NewMagnet was = before.get();
        boolean elsewhere = request.place().isSaid();
        return new FetchWishes(
                elsewhere ? now.folder : was.place(),
                elsewhere ? now.name : was.name(),
                now.existing.or(was::existing),
                now.seed && was.seed(),
                now.allowPrivate.or(was::allowPrivate),
                now.renameUnsafe.or(was::renameUnsafe),
                versions);
    }

    private FetchWishes beside(List<Sha256> others) {
        return new FetchWishes(folder, name, existing, seed, allowPrivate, renameUnsafe, others);
    }

    /** The same, at the place where the node has it. */
    FetchWishes at(DatasetView held) {
        Path root = Path.of(held.path());
        String called = root.getFileName().toString();
        return new FetchWishes(
                root.getParent(),
                called.equals(held.name()) ? Optional.empty() : Optional.of(called),
                existing,
                seed,
                allowPrivate,
                renameUnsafe,
                versions);
    }
}
